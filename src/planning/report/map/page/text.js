// Everything the page says, in both languages.
var TEXT = {
  zh: {
    band: '学段', measure: '底色', year: '学年', share: '无学位比例', seats: '每名新生可及学位',
    facilities: '学校', projects: '建设项目', catchments: '规划学区', today: '现行学区',
    schoolYear: function (y) { return y + '–' + String(y + 1).slice(2) + ' 学年'; },
    scenario: '情景', digest: '摘要', outcome: '结果', gap: '差距', print: '打印',
    balance: '学位余缺', distance: '平均距离', warn: '学位预警', before: '首年对比', search: '查找学校', notFound: '没有这所学校',
    legends: {
      share: '当年新生中没有学位的比例', seats: '按两步移动搜索法计算：可及的入学学位 ÷ 新生',
      balance: '按两步移动搜索法计算：可及的入学学位 − 新生（人）', distance: '当年入学新生到校的平均距离',
      warn: '学位预警：各年合看，能补救首次缺口的最后一轮预算'
    },
    warnNone: '不缺学位', warnGreen: '绿：以后仍来得及', warnAmber: '黄：就是本轮', warnRed: '红：已来不及',
    warnFacts: function (first, last, round) { return first + '–' + last + ' 年缺，最晚 ' + round + ' 年决策'; },
    none: '无新生', nonePlaced: '无人入学', use: '学校：圆面积为学位数，颜色为利用率', unused: '学位闲置', full: '满员', over: '超过（含临时学位）',
    project: '建设项目：菱形，数字为启用年', status: { completing: '竣工', continuing: '续建', starting: '开工', reserve: '储备' },
    notStarted: '不开工', opens: '启用年', starts: '开工年', cost: '投资', unit: '万元', notOpenYet: '尚未启用',
    intake: '新生', unhoused: '无学位', openSeats: '学位', enrolled: '在校生', temporary: '临时学位',
    utilisation: '利用率', seatsAdded: '新增学位', operator: '举办者', zone: '需求区', confidence: '可信度', source: '来源',
    operators: { public: '公办', public_type: '公办性质', inclusive_private: '普惠性民办', private: '民办' },
    summary: function (band, year) { return year + ' · ' + band; },
    needing: '需要学位的新生', without: '其中没有学位', programme: '项目安排',
    clickHint: '点击学校查看其学区，点击需求区查看去向。',
    sent: '去向', from: '生源', pupils: '人', norm: '服务半径', todayNote: '橙色点线：现行学区（可信度见数据表，示范区为假定）；蓝色虚线：规划学区。', catchmentNote: '学区：当年至少 5% 的新生进入该校的需求区；一个区可属多校。',
    shortage: '缺口落在哪个区由距离决定（总数才是结论），不代表招生政策。',
    boundary: '需求区界线仅为示意，来源与可信度见各区；除来源注明外，均非法定界线。',
    roads: function (said) { return '距离：' + said + '。'; },
    figures: '数据构成', budget: '预算', status_: '状态', place: '位置', seatsWord: '学位', costWord: '投资',
    tiles: '底图来自网络。', noTiles: '本页不使用网络。'
  },
  en: {
    band: 'Band', measure: 'Shading', year: 'School year', share: 'Unhoused share', seats: 'Places per entrant',
    facilities: 'Schools', projects: 'Projects', catchments: 'Planned catchments', today: "Today's catchments",
    schoolYear: function (y) { return y + '–' + String(y + 1).slice(2); },
    scenario: 'Scenario', digest: 'Digest', outcome: 'Outcome', gap: 'gap', print: 'Print',
    balance: 'Seat balance', distance: 'Mean distance', warn: 'Warning', before: 'Against first year', search: 'Find a school', notFound: 'no such school',
    legends: {
      share: "Share of the year's intake without a seat", seats: 'Entry places in reach ÷ entrants (two-step floating catchment)',
      balance: 'Entry places in reach − entrants (two-step floating catchment), pupils', distance: "Mean distance of the year's entrants placed",
      warn: 'Warning over all years: the last budget round that can cure the first shortage'
    },
    warnNone: 'nothing lacks', warnGreen: 'green: a later round can', warnAmber: 'amber: it is this round', warnRed: 'red: too late',
    warnFacts: function (first, last, round) { return 'lacks ' + first + '–' + last + ', decide by ' + round; },
    none: 'no entrants', nonePlaced: 'nobody placed', use: 'Schools: area is seats, colour is utilisation', unused: 'seats empty', full: 'full', over: 'above (temporary seats)',
    project: 'Projects: diamonds with the year of opening', status: { completing: 'completing', continuing: 'continuing', starting: 'starting', reserve: 'reserve' },
    notStarted: 'not started', opens: 'opens', starts: 'starts', cost: 'Cost', unit: '×10,000 yuan', notOpenYet: 'not open yet',
    intake: 'Intake', unhoused: 'Unhoused', openSeats: 'Open seats', enrolled: 'Enrolled', temporary: 'Temporary seats',
    utilisation: 'Utilisation', seatsAdded: 'Seats added', operator: 'Operator', zone: 'Demand zone', confidence: 'Confidence', source: 'Source',
    operators: { public: 'public', public_type: 'public type', inclusive_private: 'inclusive private', private: 'private' },
    summary: function (band, year) { return year + ' · ' + band; },
    needing: 'Entrants who need a seat', without: 'of these without one', programme: 'Programme',
    clickHint: 'Click a school for its catchment, a zone for where its entrants go.',
    sent: 'Goes to', from: 'Comes from', pupils: 'pupils', norm: 'Service radius', todayNote: "Orange dots: today's catchments (as sure as their table; assumed in the embedded district). Blue dashes: planned.", catchmentNote: "Catchment: zones that send at least 5% of the year's intake; a zone may belong to several.",
    shortage: 'Which zones bear a shortage follows from distance; the total is the finding, not an admission policy.',
    boundary: 'Zone borders are illustrative; each zone tells source and confidence. None is a legal boundary unless its source says so.',
    roads: function (said) { return 'Distance: ' + said + '.'; },
    figures: 'Figures', budget: 'Budget', status_: 'status', place: 'place', seatsWord: 'seats', costWord: 'cost',
    tiles: 'The base map comes from the network.', noTiles: 'This page uses no network.'
  }
};
