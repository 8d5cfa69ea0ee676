// Popups are built from elements and text nodes, so that no text from a file is ever read as HTML.
function node(tag, text, attributes) {
  var element = document.createElement(tag);
  if (text !== undefined && text !== null) { element.textContent = text; }
  Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
  return element;
}

function rows(pairs) {
  var table = node('table', null, { 'class': 'facts' });
  pairs.forEach(function (pair) {
    var line = node('tr');
    line.appendChild(node('th', pair[0]));
    line.appendChild(node('td', pair[1]));
    table.appendChild(line);
  });
  return table;
}

function count(value) { return value === null ? '–' : Math.round(value).toLocaleString('en-US'); }
// A count of children that is not shown is one of a few of them, never nobody.
function children(value) { return value === null ? '< ' + DATA.meta.least : count(value); }
function percent(value) { return value === null ? '–' : (value * 100).toFixed(1) + '%'; }

function signed(value) { return value === null ? '–' : (value > 0 ? '+' : '') + Math.round(value).toLocaleString('en-US'); }
function warnText(warn) {
  var t = T(), word = t[SCALES.warn.labels[warn[0]]];
  return warn[0] ? word + ' · ' + told(t.warn_facts, { first: warn[1], last: warn[2], round: warn[5] }) : word;
}

// A source may be written in both languages, Chinese first, with a full-width bar between them.
function inLanguage(text) {
  var parts = text.split('\uff5c');
  return parts.length === 2 ? parts[state.lang === 'zh' ? 0 : 1] : text;
}

function sureness(word, source) {
  var box = node('p', null, { 'class': 'sure sure-' + word });
  var names = DATA.meta.confidences[word];
  box.appendChild(node('b', T().confidence + ': ' + (names ? names[state.lang] : word)));
  box.appendChild(node('span', ' · ' + inLanguage(source)));
  return box;
}

function flows(title, list) {
  var box = node('div', null, { 'class': 'flows' });
  if (!list.length) { return box; }
  box.appendChild(node('h4', title));
  box.appendChild(rows(list.sort(function (a, b) { return b[1] - a[1]; }).slice(0, 8).map(function (item) {
    return [item[0], children(item[1]) + ' ' + T().pupils];
  })));
  return box;
}

function zonePopup(zone) {
  var box = node('div'), b = state.band, t = state.year;
  box.appendChild(node('h3', zone[state.lang]));
  box.appendChild(node('p', told(T().summary, { band: DATA.bands[b][state.lang], year: schoolYear(DATA.years[t]) }), { 'class': 'when' }));
  box.appendChild(rows([
    [T().intake, children(zone.intake[b][t])],
    [T().unhoused, zone.unhoused[b][t] === null ? children(null) : count(zone.unhoused[b][t]) + (zone.intake[b][t] === null ? '' : ' (' + percent(zone.share[b][t]) + ')')],
    [T().seats, zone.seats[b][t] === null ? '–' : zone.seats[b][t].toFixed(2)],
    [T().balance, signed(zone.balance[b][t])],
    [T().distance, zone.distance[b][t] === null ? '–' : count(zone.distance[b][t]) + ' m'],
    [T().warn, warnText(zone.warn[b])]
  ]));
  var index = DATA.zones.indexOf(zone);
  box.appendChild(flows(T().sent, DATA.flows[b][t].filter(function (item) { return item[0] === index; })
    .map(function (item) { return [DATA.facilities[item[1]][state.lang], item[2]]; })));
  box.appendChild(sureness(zone.confidence, zone.source));
  return box;
}

function facilityPopup(index) {
  var facility = DATA.facilities[index], box = node('div'), t = state.year, now = facility.bands[state.band];
  box.appendChild(node('h3', facility[state.lang]));
  box.appendChild(node('p', told(T().summary, { band: DATA.bands[state.band][state.lang], year: schoolYear(DATA.years[t]) }), { 'class': 'when' }));
  box.appendChild(rows([
    [T().operator, T()['operator_' + facility.operator] || facility.operator],
    [T().open_seats, count(now.open[t])],
    [T().enrolled, count(now.enrolled[t])],
    [T().temporary, count(now.temporary[t])],
    [T().utilisation, percent(now.use[t])]
  ].concat(now.last === undefined ? [] : [[T().last_year, schoolYear(now.last)]])));
  var area = catchmentOf(index);
  if (area) {
    box.appendChild(node('h4', T().catchments + ' (' + children(area.pupils) + ' ' + T().pupils + ')'));
  }
  box.appendChild(flows(T().from, DATA.flows[state.band][t].filter(function (item) { return item[1] === index; })
    .map(function (item) { return [DATA.zones[item[0]][state.lang], item[2]]; })));
  DATA.rooms.forEach(function (item) { if (item.facility === index) { box.appendChild(loans(item)); } });
  box.appendChild(sureness(facility.confidence, facility.source));
  return box;
}

function loans(item) {
  return node('p', item.said[state.lang], { 'class': 'loans' });
}

function roomsPopup(item) {
  var box = node('div'), t = T(), facility = DATA.facilities[item.facility];
  box.appendChild(node('h3', facility[state.lang]));
  box.appendChild(node('p', t.rooms + ' · ' + schoolYear(DATA.years[state.year]), { 'class': 'when' }));
  box.appendChild(rows([
    [t.rooms_from, DATA.bands[item.from][state.lang]],
    [t.rooms_to, DATA.bands[item.to][state.lang]],
    [t.rooms_lent, count(item.lent[state.year])]
  ]));
  box.appendChild(loans(item));
  return box;
}

function projectPopup(project) {
  var box = node('div'), t = T();
  var seats = DATA.bands.map(function (band, b) { return project.seats[b] ? band[state.lang] + ' ' + count(project.seats[b]) : null; })
    .filter(function (part) { return part; }).join(' · ');
  box.appendChild(node('h3', project.id + ' ' + project[state.lang]));
  box.appendChild(rows([
    [t.status, t['status_' + project.status]],
    [t.starts, project.start || t.not_started],
    [t.opens, project.opening || t.not_started],
    [t.seats_added, seats],
    [t.cost, count(project.cost) + ' ' + DATA.meta.money[state.lang]]
  ]));
  var sure = project.confidence, names = DATA.meta.confidences;
  box.appendChild(node('p', t.confidence + ': ' + [[t.status, sure.status], [t.seats_word, sure.seats], [t.cost_word, sure.cost], [t.place, sure.place]]
    .map(function (pair) { return pair[0] + ' ' + (names[pair[1]] ? names[pair[1]][state.lang] : pair[1]); }).join(' · '), { 'class': 'sure' }));
  box.appendChild(node('p', t.source + ': ' + inLanguage(project.source), { 'class': 'sure' }));
  return box;
}
