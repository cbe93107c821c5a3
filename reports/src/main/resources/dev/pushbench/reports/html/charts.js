// Draws the panels of #chart-data. Colours are CSS variables, so the theme needs no redrawing.
(function () {
  'use strict';
  var WIDE = 640;
  var LONG_NAME = 40;
  var FONT = getComputedStyle(document.documentElement).getPropertyValue('--sans').trim();
  var panels = JSON.parse(document.getElementById('chart-data').textContent);

  function significant(value) {
    if (value === 0) return '0';
    var decimals = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(Math.abs(value)))));
    return value.toLocaleString('en-US', {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
  }

  function time(ns) {
    if (ns >= 1e9) return significant(ns / 1e9) + ' s';
    if (ns >= 1e6) return significant(ns / 1e6) + ' ms';
    return ns >= 1e3 ? significant(ns / 1e3) + ' µs' : significant(ns) + ' ns';
  }

  var WORDS = {
    ns: time,
    s: function (value) { return value.toFixed(1) + ' s'; },
    block: function (value) { return 'block ' + Math.round(value); },
    bytes: function (value) { return value.toLocaleString('en-US') + ' B'; },
    nines: function (value) { return +(100 * (1 - 1 / value)).toPrecision(9) + ' %'; },
    percent: function (value) { return significant(value) + ' %'; },
    number: significant,
    ratio: significant
  };

  function position(axis, value) {
    var shown = axis.zeroAt !== null ? Math.max(value, axis.zeroAt) : value;
    return axis.log ? Math.log10(Math.max(shown, 1e-9)) : shown;
  }

  function axis(of, isX) {
    // Rounding must not push the outermost ticks off the axis.
    var slack = (position(of, of.max) - position(of, of.min)) * 1e-6;
    return {
      type: 'value', min: position(of, of.min) - slack, max: position(of, of.max) + slack,
      name: of.title, nameLocation: isX ? 'middle' : 'end', nameGap: isX ? 32 : 12,
      nameTextStyle: {color: 'var(--soft)', fontFamily: FONT, fontSize: 12, align: isX ? 'center' : 'left',
        padding: isX ? 0 : [0, 0, 0, -56]},
      axisLine: {show: isX, onZero: false, lineStyle: {color: 'var(--soft)', width: 1}},
      axisTick: {show: false}, axisLabel: {show: false}, splitLine: {show: false}
    };
  }

  function hasRows(panel) { return panel.y.unit === 'row'; }

  // The axes' own labels cannot stand at 1, 2, 5 or at 50 %, so each tick is a ruler with a label at its start.
  function rulers(panel, width) {
    var xTicks = panel.x.ticks;
    var room = Math.max(3, Math.floor((width - 80) / 64));
    var every = Math.ceil(xTicks.length / room);
    // The name of a row stands within the chart, above its middle: there is no room for it at the side. Rows are tall
    // where one is long.
    var yLabel = hasRows(panel)
      ? {position: 'insideStartTop', color: 'var(--ink)', width: width - 76, distance: 8, lineHeight: 14,
        overflow: panel.y.ticks.some(function (tick) { return tick.label.length > LONG_NAME; }) ? 'break' : 'truncate'}
      : {};
    var label = {show: true, position: 'start', color: 'var(--soft)', fontFamily: FONT, fontSize: 12, distance: 8};
    var data = xTicks.map(function (tick, i) {
      // Further from its axis than those of y are, or the two in the corner would touch.
      return {xAxis: position(panel.x, tick.at), label: {formatter: i % every === 0 ? tick.label : '', distance: 12}};
    }).concat(panel.y.ticks.map(function (tick) {
      return {yAxis: position(panel.y, tick.at), label: Object.assign({formatter: tick.label}, yLabel)};
    }));
    return {
      type: 'line', data: [], silent: true,
      // Its precision rounds positions, to two decimals by default.
      markLine: {silent: true, precision: 12, animation: false, symbol: 'none', label: label, data: data,
        lineStyle: {color: 'var(--grid)', width: 1, type: 'solid'}}
    };
  }

  // What points are read against: shaded ranges, and lines.
  function guides(panel) {
    function at(guide, value) {
      return guide.vertical ? {xAxis: position(panel.x, value)} : {yAxis: position(panel.y, value)};
    }
    var ranges = panel.guides.filter(function (guide) { return guide.from !== guide.to; });
    var lines = panel.guides.filter(function (guide) { return guide.from === guide.to; });
    return {
      type: 'line', data: [], silent: true,
      markArea: {silent: true, animation: false, itemStyle: {color: 'var(--soft)', opacity: 0.14},
        data: ranges.map(function (guide) { return [at(guide, guide.from), at(guide, guide.to)]; })},
      markLine: {silent: true, precision: 12, animation: false, symbol: 'none', label: {show: false},
        data: lines.map(function (guide) {
          return Object.assign(at(guide, guide.from), {lineStyle: {color: 'var(--soft)', width: 1.5,
            type: guide.dashed ? [6, 4] : 'solid'}});
        })}
    };
  }

  // Which points get a symbol: the first of each stretch, and on long ones every so many.
  function marks(points) {
    var every = Math.max(1, Math.ceil(points.length / 14));
    var since = 0;
    return points.map(function (point) {
      since = point === null ? 0 : since + 1;
      return since % every === 1 || every === 1;
    });
  }

  function series(panel) {
    return function (of) {
      var colour = 'var(--c' + of.style.colour + ')';
      var points = of.points.map(function (point) {
        return point === null
          ? {value: [null, null]}
          : {value: [position(panel.x, point[0]), position(panel.y, point[1])], raw: point};
      });
      var marked = marks(of.points);
      var joined = panel.lines && of.look !== 'DOTS';
      return {
        name: of.name, type: joined ? 'line' : 'scatter', data: points, color: colour, animation: false,
        // Above the rulers, whose z is 5.
        z: 6,
        symbol: of.style.symbol, showSymbol: true, showAllSymbol: true, connectNulls: false,
        symbolSize: function (value, params) {
          if (of.look === 'DOTS') return 6;
          if (of.look === 'FAINT') return 0;
          return joined ? (marked[params.dataIndex] ? 7 : 0) : 10;
        },
        itemStyle: of.style.hollow
          ? {color: 'var(--paper)', borderColor: colour, borderWidth: of.look === 'DOTS' ? 1.5 : 2}
          : {color: colour, borderColor: 'var(--paper)', borderWidth: joined ? 0 : 1, opacity: 1},
        lineStyle: {color: colour, width: of.look === 'FAINT' ? 1 : 2, type: of.style.dash.length ? of.style.dash : 'solid', cap: 'butt'},
        emphasis: {disabled: true}
      };
    };
  }

  // Bars between the ends of intervals: lines of their own, because a symbol cannot stretch.
  function intervals(panel) {
    return function (of) {
      var data = [];
      var bar = of.look === 'BAR';
      var thick = bar ? 14 : hasRows(panel) ? 3 : 1.5;
      of.points.forEach(function (point) {
        if (point === null || !bar && point.length < 4) return;
        (bar ? [0, point[0]] : [point[2], point[3]]).forEach(function (end) {
          data.push(hasRows(panel)
            ? [position(panel.x, end), position(panel.y, point[1])]
            : [position(panel.x, point[0]), position(panel.y, end)]);
        });
        data.push([null, null]);
      });
      return {
        type: 'line', data: data, silent: true, showSymbol: false, connectNulls: false, animation: false, z: 6,
        lineStyle: {color: 'var(--c' + of.style.colour + ')', width: thick, cap: 'butt', opacity: bar ? 0.35 : 0.6},
        emphasis: {disabled: true}
      };
    };
  }

  function tooltip(panel) {
    function word(axis, value) {
      return WORDS[axis.unit] ? WORDS[axis.unit](value) : significant(value) + ' ' + axis.unit;
    }
    function figure(axis, point, at) {
      var interval = point.length < 4 ? '' : ' (' + word(axis, point[2]) + ' – ' + word(axis, point[3]) + ')';
      return word(axis, point[at]) + interval;
    }
    function line(item) {
      return item.seriesName + (hasRows(panel) ? '' : '  ' + figure(panel.y, item.data.raw, 1));
    }
    function text(lines) {
      // Text nodes, not markup: names of series come from outside.
      var box = document.createElement('div');
      lines.forEach(function (each) { box.appendChild(document.createElement('div')).textContent = each; });
      return box;
    }
    return {
      trigger: panel.lines ? 'axis' : 'item', confine: true, transitionDuration: 0,
      backgroundColor: 'var(--paper)', borderColor: 'var(--rule)', padding: [6, 10],
      textStyle: {color: 'var(--ink)', fontFamily: FONT, fontSize: 13},
      axisPointer: {type: 'line', snap: true, label: {show: false}, lineStyle: {color: 'var(--soft)', type: 'solid', width: 1}},
      formatter: function (hit) {
        var items = (Array.isArray(hit) ? hit : [hit]).filter(function (item) { return item.data && item.data.raw; });
        if (!items.length) return '';
        var first = items[0].data.raw;
        var head = hasRows(panel) ? figure(panel.x, first, 0) : word(panel.x, first[0]);
        return text([head].concat(items.map(line)));
      }
    };
  }

  function option(panel, width) {
    var rows = hasRows(panel);
    return {
      animation: false, grid: {left: rows ? 32 : 64, right: 32, top: rows ? 12 : 36, bottom: 52},
      xAxis: axis(panel.x, true), yAxis: axis(panel.y, false), tooltip: tooltip(panel),
      series: [rulers(panel, width), guides(panel)].concat(panel.series.map(intervals(panel)), panel.series.map(series(panel)))
    };
  }

  var charts = panels.map(function (panel) {
    var element = document.getElementById(panel.id);
    element.style.display = 'block';
    var chart = echarts.init(element, null, {renderer: 'svg'});
    function fit(width) {
      chart.resize(width ? {width: width} : undefined);
      chart.setOption(option(panel, width || element.clientWidth), true);
    }
    fit();
    new ResizeObserver(function () { fit(); }).observe(element);
    return fit;
  });
  // Paper is narrower than most windows, and nobody tells a chart that it is being printed.
  addEventListener('beforeprint', function () {
    document.querySelectorAll('details.suite').forEach(function (suite) { suite.open = true; });
    charts.forEach(function (fit) { fit(WIDE); });
  });
  addEventListener('afterprint', function () { charts.forEach(function (fit) { fit(); }); });
})();
