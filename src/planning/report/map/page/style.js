// Colours that survive a projector and colour-blind eyes; each scale is told in the legend.
var SCALES = {
  share: {
    steps: [0.0005, 0.05, 0.1, 0.25, Infinity],
    colours: ['#f4f1ea', '#fdd49e', '#fc8d59', '#d7301f', '#7f0000'],
    labels: ['0', '< 5%', '5–10%', '10–25%', '> 25%']
  },
  seats: {
    steps: [0.7, 0.9, 1.1, 1.5, Infinity],
    colours: ['#b35806', '#f1a340', '#f7f2e6', '#998ec3', '#542788'],
    labels: ['< 0.7', '0.7–0.9', '0.9–1.1', '1.1–1.5', '> 1.5']
  },
  balance: {
    steps: [-50, -10, 10, 50, Infinity],
    colours: ['#8c510a', '#d8b365', '#f6f4ee', '#5ab4ac', '#01665e'],
    labels: ['< −50', '−50 – −10', '±10', '10–50', '> 50']
  },
  distance: {
    steps: [300, 500, 1000, 2000, Infinity],
    colours: ['#f1f5ec', '#bae4bc', '#7bccc4', '#2b8cbe', '#084081'],
    labels: ['< 300 m', '300–500 m', '500–1000 m', '1–2 km', '> 2 km']
  },
  warn: {
    steps: [0.5, 1.5, 2.5, Infinity],
    colours: ['#f4f1ea', '#44aa99', '#e69f00', '#a50026'],
    labels: ['warn_none', 'warn_green', 'warn_amber', 'warn_red']
  },
  use: {
    steps: [0.5, 0.85, 1.0005, Infinity],
    colours: ['#d0e1f2', '#6aaed6', '#08519c', '#111111'],
    labels: ['< 50%', '50–85%', '85–100%', '> 100%']
  }
};
var STATUS_COLOURS = { completing: '#1b7837', continuing: '#2c7fb8', starting: '#c51b7d', reserve: '#777777' };
var NO_DATA = '#ffffff';
// Entrants that are there and too few to show: not the white of nobody.
var FEW = '#c9c6d6';

function colourOf(scale, value) {
  if (value === null) { return NO_DATA; }
  for (var i = 0; i < scale.steps.length; i += 1) {
    if (value < scale.steps[i]) { return scale.colours[i]; }
  }
  return NO_DATA;
}

// What the shading shows of a zone; a warning speaks of all years together.
var MEASURES = ['share', 'balance', 'seats', 'distance', 'warn'];
function valueOf(zone, measure, b, t) { return measure === 'warn' ? zone.warn[b][0] : zone[measure][b][t]; }
function zoneColour(zone, b, t) {
  if (zone.intake[b][t] === null && state.measure !== 'warn') { return FEW; }
  return zone.intake[b][t] || state.measure === 'warn' ? colourOf(SCALES[state.measure], valueOf(zone, state.measure, b, t)) : NO_DATA;
}

function radiusOf(seats) { return seats > 0 ? Math.max(3, Math.sqrt(seats) * 0.32) : 0; }
