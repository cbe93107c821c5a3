// What the browser tests ask of a page. An answer is a list of texts; where it lists faults, an empty one is good.
const probe = (() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const plain = text => text.trim().replace(/\s+/g, ' ');
  const words = element => plain(element.textContent);
  const name = element => element.tagName.toLowerCase() + ' '
    + (element.id || element.getAttribute('aria-labelledby') || words(element).slice(0, 60));
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

  const panels = () => JSON.parse(document.getElementById('chart-data').textContent);
  const labels = panel => all('#' + panel.id + ' svg text').filter(words)
    .map(text => ({text: words(text), box: text.getBoundingClientRect()}));

  // What of a panel cannot be seen: the drawing as a whole, the marks or the line of a series, or a tick.
  function unseen(panel) {
    const svg = document.querySelector('#' + panel.id + ' svg');
    if (!svg || svg.clientWidth === 0 || svg.clientHeight === 0) return ['no drawing'];
    const paper = getComputedStyle(document.body).backgroundColor;
    const hasInk = shape => {
      const box = shape.getBBox();
      const style = getComputedStyle(shape);
      return box.width + box.height > 0 && [style.stroke, style.fill].some(ink => ink !== 'none' && ink !== paper);
    };
    const draws = selector => all('path' + selector, svg).some(hasInk);
    const ticks = labels(panel).map(label => label.text);
    return panel.series.flatMap(series => {
      const colour = '="var(--c' + series.style.colour + ')"]';
      const marks = series.style.hollow ? '[stroke' + colour + '[fill="var(--paper)"]' : '[fill' + colour;
      const line = '[stroke' + colour + ':not([fill^="var"])';
      const missing = [];
      if (series.points.some(Boolean) && !draws(marks)) missing.push('no marks of ' + series.name);
      const isLong = series.points.some((point, i) => point && series.points[i + 1]);
      if (panel.lines && isLong && !draws(line)) missing.push('no line of ' + series.name);
      return missing;
    }).concat(panel.y.ticks.filter(tick => !ticks.includes(plain(tick.label))).map(tick => 'no tick ' + tick.label));
  }

  function unreadable(panel) {
    const frame = document.querySelector('#' + panel.id + ' svg').getBoundingClientRect();
    const texts = labels(panel);
    const isInside = box => box.left >= frame.left - 1 && box.right <= frame.right + 1
      && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
    return texts.filter(each => !isInside(each.box)).map(each => each.text + ' is cut off')
      .concat(texts.flatMap((one, i) => texts.slice(i + 1).filter(other => overlap(one.box, other.box))
        .map(other => one.text + ' lies over ' + other.text)));
  }

  function focus(element) {
    element.focus();
    return [];
  }

  const ofPanels = faults => () => panels().flatMap(panel => faults(panel).map(fault => panel.id + ': ' + fault));
  const shown = selector => all(selector).filter(element => element.checkVisibility());

  return {
    panels: () => panels().map(panel => panel.id),
    openAll: () => { all('details').forEach(details => { details.open = true; }); return []; },
    faultsOfCharts: ofPanels(unseen),
    faultsOfLabels: ofPanels(unreadable),

    // What makes the page wider than its window. What lies in a box that scrolls by itself does not.
    stickingOut: () => shown('body *')
      .filter(element => !element.parentElement.closest('.scroll, pre, svg'))
      .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
      .map(name)
      .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),

    // All that a reader without script must be able to read as well.
    words: () => shown('h1, h2, h3, h4, p, li, caption, th, td, summary, code')
      .filter(element => !element.closest('noscript, .chart'))
      .map(words),

    // A chart that cannot be drawn says so.
    standIns: () => shown('figure noscript p').map(words),
    figures: () => all('figure').map(name),

    colours: () => {
      const drawn = document.querySelector('.chart svg [stroke^="var(--c"]');
      return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color,
        getComputedStyle(drawn).stroke];
    },

    focusable: () => shown('a[href], summary, [tabindex="0"]').map(name),
    focused: () => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const outlined = element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return [name(element) + (outlined ? ', outlined' : '')];
    },
    focusDetails: () => focus(document.querySelector('summary')),
    openDetails: () => all('details[open]').map(name),
    focusWideTable: () => focus(shown('.scroll').find(box => box.scrollWidth > box.clientWidth)),
    scrolledTables: () => all('.scroll').filter(box => box.scrollLeft > 0).map(name)
  };
})();
