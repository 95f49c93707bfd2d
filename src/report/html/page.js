
(() => {
  'use strict';
  const by = (id) => document.getElementById(id);
  const notes = [...document.querySelectorAll('.note')];
  const marks = new Map(notes.map((note) => [note.id, []]));
  for (const mark of document.querySelectorAll('[data-n]')) marks.get(mark.dataset.n)?.push(mark);
  // Its claim, among the other places that it is about.
  const claim = (note) => marks.get(note.id).find((mark) => mark.localName === 'mark');
  const shown = (element) => element.getClientRects().length > 0;
  const wide = matchMedia('screen and (min-width: 62rem)');
  let current = null;

  // Sets each note of the side beside its claim. Those to act on, and the one that was chosen, never give way: what
  // would cover one moves down, and above the chosen one up. The others fill the gaps, or wait until they are asked for.
  const arrange = () => {
    const room = 10;
    const reach = 70;
    for (const sheet of document.querySelectorAll('.sheet')) {
      const side = [...sheet.querySelectorAll('.side > .note')];
      sheet.style.minHeight = '';
      sheet.classList.remove('dense');
      for (const note of side) note.classList.remove('away');
      if (!wide.matches) continue;
      const firmly = (note) => note === current || !note.classList.contains('quiet');
      const tall = side.filter(shown).filter(firmly).reduce((sum, note) => sum + note.offsetHeight + room, 0);
      sheet.classList.toggle('dense', tall > sheet.offsetHeight);
      // Only now: whatever makes the page shorter may scroll it.
      const begin = sheet.getBoundingClientRect().top;
      const items = side.filter(shown).map((note) => ({
        note,
        height: note.offsetHeight,
        at: (claim(note).getClientRects()[0]?.top ?? begin) - begin,
        firm: firmly(note),
      }));
      const firm = items.filter((item) => item.firm);
      let end = 0;
      for (const item of firm) {
        item.top = Math.max(item.at, end);
        end = item.top + item.height + room;
      }
      const chosen = firm.findIndex((item) => item.note === current);
      if (chosen >= 0) {
        firm[chosen].top = firm[chosen].at;
        let above = firm[chosen].top;
        for (const item of firm.slice(0, chosen).reverse()) {
          item.top = Math.min(item.top, above - room - item.height);
          above = item.top;
        }
        end = firm[chosen].top + firm[chosen].height + room;
        for (const item of firm.slice(chosen + 1)) {
          item.top = Math.max(item.at, end);
          end = item.top + item.height + room;
        }
      }
      // What would leave the sheet at its head waits as well.
      for (const item of firm) item.note.classList.toggle('away', item.top < 0);
      let next = 0;
      end = 0;
      for (const item of items) {
        if (item.firm) {
          next += 1;
          if (item.top < 0) continue;
        } else {
          item.top = Math.max(item.at, end);
          const below = firm[next]?.top ?? Infinity;
          item.note.classList.toggle('away', item.top + item.height > below || item.top - item.at > reach);
          if (item.note.classList.contains('away')) continue;
        }
        item.note.style.top = `${item.top}px`;
        end = item.top + item.height + (item.firm ? room : 1);
      }
      sheet.style.minHeight = `${end}px`;
    }
  };

  const tell = () => {
    const list = notes.filter(shown);
    const at = list.indexOf(current);
    by('place').textContent = at < 0 ? '' : `${at + 1} of ${list.length}`;
  };

  const choose = (note) => {
    const lit = (of, on) => {
      if (!of) return;
      for (const element of [of, ...marks.get(of.id)]) element.classList.toggle('on', on);
    };
    lit(current, false);
    current = note;
    lit(current, true);
    arrange();
    tell();
  };

  // To the claim, with the note in sight as far as there is room for both.
  const go = (note) => {
    choose(note);
    const mark = claim(note);
    note.scrollIntoView({ block: 'nearest' });
    (mark ?? note).scrollIntoView({ block: 'center' });
    const pieces = marks.get(note.id).filter((piece) => piece.localName === 'mark');
    const to = pieces.at(-1)?.querySelector(':scope > .ref') ?? note.querySelector('.handle');
    to.focus({ preventScroll: true });
  };

  const step = (by) => {
    const list = notes.filter(shown);
    if (list.length === 0) return;
    const at = list.indexOf(current);
    go(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  };

  if (!by('steps')) return;
  document.documentElement.classList.add('js');
  by('steps').hidden = false;
  by('next').addEventListener('click', () => step(1));
  by('prev').addEventListener('click', () => step(-1));

  const filters = [...document.querySelectorAll('fieldset input')];
  const filtered = () => {
    if (current && !shown(current)) choose(null);
    arrange();
    tell();
  };
  for (const filter of filters) filter.addEventListener('change', filtered);
  by('only')?.addEventListener('click', () => {
    const only = by('only').getAttribute('aria-pressed') !== 'true';
    by('only').setAttribute('aria-pressed', String(only));
    const quiet = ['f-match', 'f-unchecked', 'f-claim', 'f-skipped'];
    for (const filter of filters) filter.checked = !only || !quiet.includes(filter.id);
    filtered();
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !by('keys').checked) return;
    const key = event.key.toLowerCase();
    if (key === 'n' || key === 'j') step(1);
    else if (key === 'p' || key === 'k') step(-1);
    else if (key === 'escape') choose(null);
    else return;
    event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    const to = event.target.closest?.('a.handle, a.ref');
    const mark = event.target.closest?.('[data-n]');
    const note = event.target.closest?.('.note');
    if (to?.classList.contains('handle')) {
      event.preventDefault();
      go(note);
    } else if (mark && (to || getSelection().isCollapsed)) {
      event.preventDefault();
      const of = by(to ? to.hash.slice(1) : mark.dataset.n);
      choose(of);
      of.scrollIntoView({ block: 'nearest' });
    } else if (note && note !== current && !event.target.closest('a') && getSelection().isCollapsed) {
      choose(note);
    }
  });

  // A link to a note, or to a place that one is about, from within or from elsewhere.
  const arrive = () => {
    const to = by(location.hash.slice(1));
    const note = to?.closest('.note');
    const of = to?.dataset.n;
    if (note) {
      go(note);
    } else if (of) {
      choose(by(of));
      to.scrollIntoView({ block: 'center' });
    }
  };
  addEventListener('hashchange', arrive);
  addEventListener('resize', arrange);
  wide.addEventListener('change', arrange);
  document.fonts?.ready.then(arrange);
  arrange();
  arrive();
})();
