// Everything the page says comes from the catalogue, by language; values stand in braces.
var DATA = JSON.parse(document.getElementById('planning-data').textContent);
var LANGUAGES = Object.keys(DATA.words);

function T() { return DATA.words[state.lang]; }

function told(text, values) {
  return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
}

function schoolYear(year) { return told(T().school_year, { first: year, last: String(year + 1).slice(2) }); }

// The browser's own language if the page has it, else English.
function browserLanguage() {
  var wanted = (navigator.language || LANGUAGES[0]).toLowerCase();
  return LANGUAGES.find(function (code) { return wanted.indexOf(code) === 0; }) || 'en';
}
