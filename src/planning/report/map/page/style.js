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
  use: {
    steps: [0.5, 0.85, 1.0005, Infinity],
    colours: ['#d0e1f2', '#6aaed6', '#08519c', '#111111'],
    labels: ['< 50%', '50–85%', '85–100%', '> 100%']
  }
};
var STATUS_COLOURS = { completing: '#1b7837', continuing: '#2c7fb8', starting: '#c51b7d', reserve: '#777777' };
var NO_DATA = '#ffffff';

function colourOf(scale, value) {
  if (value === null) { return NO_DATA; }
  for (var i = 0; i < scale.steps.length; i += 1) {
    if (value < scale.steps[i]) { return scale.colours[i]; }
  }
  return NO_DATA;
}

function radiusOf(seats) { return seats > 0 ? Math.max(3, Math.sqrt(seats) * 0.32) : 0; }
