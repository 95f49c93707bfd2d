// What an editor does with the page, done in a real browser. Usage: node browser.js JUDGES FOLDER
//
// FOLDER holds NAME.html and, of a single draft, NAME.json, the same run, and NAME.md, the draft. Prints `ok NAME: WHAT`
// or `not ok NAME: WHAT: WHY` a line; status 1 where something is not as it has to be.
'use strict';

const fs = require('fs');
const path = require('path');
const [judges, folder] = process.argv.slice(2);
const modules = path.join(judges, 'node', 'node_modules');
const { chromium } = require(path.join(modules, 'playwright-core'));
const axe = require(path.join(modules, 'axe-core'));

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 700 };
let bad = 0;

/** Runs one check; what it throws, or gives back as a list, is wrong. */
const check = async (name, what, run) => {
  let why;
  try {
    why = (await run()) ?? [];
  } catch (error) {
    why = [String(error.message ?? error)];
  }
  bad += why.length;
  if (why.length === 0) console.log(`ok ${name}: ${what}`);
  for (const one of why) console.log(`not ok ${name}: ${what}: ${String(one).replace(/\s+/g, ' ')}`);
};

const same = (what, is, wanted) =>
  JSON.stringify(is) === JSON.stringify(wanted) ? [] : [`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`];

/** A page with nothing but what it brings; `noise` fills with whatever it asks for, logs or throws. */
const open = async (browser, name, options, noise = []) => {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  const url = `file://${path.resolve(folder, `${name}.html`)}`;
  page.on('request', (request) => { if (request.url() !== url) noise.push(`asks for ${request.url()}`); });
  page.on('console', (message) => noise.push(`logs ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`throws ${error.message}`));
  page.on('dialog', (dialog) => { noise.push(`says ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(url);
  return page;
};

/** What the page shows of each finding, in its order. */
const told = (page) => page.evaluate(() => {
  const text = (of) => (of ? of.textContent.replace(/\s+/g, ' ').trim() : null);
  const clean = (element) => {
    const copy = element.cloneNode(true);
    for (const ref of copy.querySelectorAll('.ref')) ref.remove();
    return copy.textContent;
  };
  return [...document.querySelectorAll('.note[data-verdict]')].map((note) => ({
    id: note.id,
    verdict: note.dataset.verdict,
    span: note.dataset.span,
    message: text(note.querySelector('.why')),
    writes: [...note.querySelectorAll('.write bdi')].map(text),
    source: text(note.querySelector('.source bdi')),
    link: note.querySelector('.link a')?.getAttribute('href') ?? null,
    draft: text(note.querySelector('.draft bdi')),
    marked: [...document.querySelectorAll(`mark[data-n="${note.id}"]`)].map(clean).join(''),
  }));
});

/** The findings of the other report, as the page has to show them. */
const wanted = (name) => {
  const one = (text) => text?.split(/[ \t\n\r\f]+/).filter(Boolean).join(' ') ?? null;
  const [draft] = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8')).drafts;
  return draft.findings.map((f) => ({
    ...f,
    span: `${f.start}-${f.end}`,
    message: one(f.message),
    source: one(f.source),
    writes: [f.suggestion, ...(f.alternatives ?? []), ...(f.related ?? []).map((r) => r.suggestion)].filter(Boolean).map(one),
  }));
};

/** Whether a text holds what a page may not show as it is. */
const hostile = (text) => /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/.test(text);

const findings = async (browser, name) => {
  const page = await open(browser, name);
  const notes = await told(page);
  await check(name, 'the findings are those of json', () => {
    const key = (f) => `${f.verdict} ${f.span}`;
    const by = new Map(notes.map((n) => [key(n), n]));
    const all = wanted(name);
    const out = same('the number of notes', notes.length, all.length);
    for (const finding of all) {
      const note = by.get(key(finding));
      if (!note) { out.push(`no note on ${key(finding)} ${finding.text}`); continue; }
      // What is no plain text is told otherwise; a test of its own holds what the page makes of it.
      for (const part of ['message', 'source']) {
        if (!hostile(finding[part] ?? '')) out.push(...same(`${part} of ${note.id}`, note[part], finding[part]));
      }
      out.push(...same(`what to write of ${note.id}`, note.writes, finding.writes));
      if (note.link !== null) out.push(...same(`the link of ${note.id}`, note.link, finding.url));
    }
    return out;
  });
  await check(name, 'marks stand on the words of their claims', () => {
    const out = [];
    for (const finding of wanted(name).filter((f) => f.kind !== null)) {
      const note = notes.find((n) => n.span === `${finding.start}-${finding.end}`);
      if (!note?.marked) { out.push(`${finding.text} is not marked`); continue; }
      out.push(...same(`what the note of ${note.id} calls the draft`, note.draft, note.marked.trim()));
      if (!/[*[\]&<>\\]/.test(finding.text) && !hostile(finding.text)) {
        out.push(...same(`the mark of ${note.id}`, note.marked, finding.text.replace(/\s+/g, ' ')));
      }
    }
    return out;
  });
  await check(name, 'marks stand where their claims stand', async () => {
    // Of lines without markup: as many characters before the mark as the column tells.
    const lines = fs.readFileSync(path.join(folder, `${name}.md`), 'utf8').split('\n');
    const places = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.row > p mark[id]')].map((mark) => {
      const range = document.createRange();
      range.setStart(mark.closest('p'), 0);
      range.setEndBefore(mark);
      const before = range.cloneContents();
      for (const ref of before.querySelectorAll('.ref')) ref.remove();
      return [mark.dataset.n, before.textContent];
    })));
    const out = [];
    let seen = 0;
    for (const finding of wanted(name).filter((f) => f.kind !== null)) {
      const line = lines[finding.line - 1];
      const note = notes.find((n) => n.span === `${finding.start}-${finding.end}`);
      const before = places[note?.id];
      if (before === undefined || /^[#>\-|\d[]|[*[\]&<>\\~]/.test(line) || hostile(line)) continue;
      seen += 1;
      out.push(...same(`what stands before ${note.id}`, before, [...line].slice(0, finding.column - 1).join('')));
    }
    if (seen < 1) out.push('no place was looked at');
    return out;
  });
  await check(name, 'no id is there twice and every link within the page leads somewhere', async () => page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
    const out = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is there twice`);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      if (!document.getElementById(link.hash.slice(1))) out.push(`${link.hash} leads nowhere`);
    }
    return out;
  }));
  await check(name, 'only addresses of the web are links', async () => page.evaluate(() =>
    [...document.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((href) => !/^(#|https?:\/\/)/.test(href))));
  await page.context().close();
};

const layout = async (browser, name) => {
  const page = await open(browser, name);
  // Notes at the side, as far as they are in sight.
  const boxes = () => page.evaluate(() => [...document.querySelectorAll('.side > .note')]
    .filter((n) => n.getClientRects().length && getComputedStyle(n).visibility === 'visible')
    .map((n) => {
      const box = n.getBoundingClientRect();
      const row = n.closest('.row').firstElementChild.getBoundingClientRect();
      const mark = document.querySelector(`mark[data-n="${n.id}"]`).getClientRects()[0];
      return { id: n.id, on: n.classList.contains('on'), top: box.top, bottom: box.bottom, left: box.left, right: row.right, under: row.bottom, mark: mark.top };
    }));
  const apart = (all) => all.slice(1).flatMap((b, i) => (b.top < all[i].bottom - 0.5 ? [`${all[i].id} and ${b.id} cover each other`] : []));
  await check(name, 'notes stand beside the text on a wide screen and cover none', async () => {
    const all = await boxes();
    return [
      ...(all.length ? [] : ['no note is in sight']),
      ...all.filter((b) => b.left < b.right).map((b) => `${b.id} stands in the text`),
      ...apart(all),
    ];
  });
  await check(name, 'a note that was asked for stands beside its claim', async () => {
    const out = [];
    const steps = await page.locator('.note').count();
    for (let i = 0; i < steps; i += 1) {
      await page.keyboard.press('n');
      const all = await boxes();
      const on = all.find((b) => b.on);
      if (on && Math.abs(on.top - on.mark) > 12) out.push(`${on.id} is ${on.top - on.mark} px from its claim`);
      out.push(...apart(all));
    }
    return out;
  });
  await page.setViewportSize(SMALL);
  await check(name, 'notes stand below the text on a small screen, which scrolls one way', async () => {
    const all = await boxes();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    return [...all.filter((b) => b.top < b.under - 0.5).map((b) => `${b.id} stands in the text`), ...(wide > SMALL.width ? [`it is ${wide} px wide`] : [])];
  });
  await page.emulateMedia({ media: 'print' });
  await check(name, 'on paper every note is there with its number, and no control', async () => page.evaluate(() => {
    const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible';
    const out = [...document.querySelectorAll('button, input')].filter(seen).map((e) => `${e.id} is printed`);
    for (const note of document.querySelectorAll('.note')) {
      const parts = [note.querySelector('.no'), note.querySelector('.why, dl')];
      const ref = document.querySelector(`.ref[href="#${note.id}"] .no`);
      if (ref) parts.push(ref);
      else if (document.querySelector(`mark[data-n="${note.id}"]`)) out.push(`${note.id} has no number in the text`);
      if (!parts.every(seen)) out.push(`${note.id} is not printed whole`);
    }
    return out;
  }));
  await page.context().close();

  const plain = await open(browser, name, { javaScriptEnabled: false });
  await check(name, 'without a script all notes can be read', async () => {
    const hidden = await plain.locator('.note .why, .note .write, .note .source').evaluateAll((all) => all.filter((e) => !e.getClientRects().length).length);
    return [...same('hidden parts of notes', hidden, 0), ...same('buttons', await plain.locator('button:visible').count(), 0)];
  });
  await check(name, 'the filters work without a script', async () => {
    const first = plain.locator('fieldset input').first();
    const look = (await first.getAttribute('id')).slice(2);
    const before = await plain.locator(`.note.v-${look}:visible`).count();
    await first.uncheck();
    return [...same('notes that were filtered out', await plain.locator(`.note.v-${look}:visible`).count(), 0), ...(before ? [] : ['there was none before'])];
  });
  await plain.context().close();
};

const use = async (browser, name) => {
  const page = await open(browser, name);
  const total = await page.locator('.note').count();
  const place = () => page.locator('#place').textContent();
  const on = () => page.locator('.note.on').evaluateAll((all) => all.map((n) => n.id));
  const order = await page.locator('.note').evaluateAll((all) => all.map((n) => n.id));
  await check(name, 'keys and buttons step through the notes, and round', async () => {
    const out = [];
    const stands = async (what, index) => {
      out.push(...same(`after ${what} the note`, await on(), [order[index]]), ...same(`after ${what} the place`, await place(), `${index + 1} of ${total}`));
      const lit = await page.locator(`[data-n="${order[index]}"]`).evaluateAll((all) => all.every((m) => m.classList.contains('on')));
      if (!lit) out.push(`after ${what} the mark is not lit`);
    };
    await page.keyboard.press('n');
    await stands('n', 0);
    await page.keyboard.press('j');
    await stands('j', 1);
    await page.keyboard.press('p');
    await stands('p', 0);
    await page.keyboard.press('k');
    await stands('k', total - 1);
    await page.locator('#next').click();
    await stands('Next', 0);
    await page.locator('#prev').click();
    await stands('Previous', total - 1);
    const focus = await page.evaluate(() => document.activeElement.getAttribute('href'));
    const marked = await page.locator(`mark[data-n="${order[total - 1]}"]`).count();
    if (marked) out.push(...same('what has the focus', focus, `#${order[total - 1]}`));
    await page.keyboard.press('Escape');
    out.push(...same('after Escape the note', await on(), []), ...same('after Escape the place', await place(), ''));
    await page.locator('#keys').uncheck();
    await page.keyboard.press('n');
    out.push(...same('with keys off the note', await on(), []));
    await page.locator('#keys').check();
    await page.keyboard.press('Control+n').catch(() => {});
    out.push(...same('after a key of the browser the note', await on(), []));
    return out;
  });
  await check(name, 'a mark that is chosen covers no letter beside it', async () => {
    const out = [];
    let seen = 0;
    for (const id of (await page.evaluate(() => [...document.querySelectorAll('.row > p mark[id]')].map((m) => m.id))).slice(0, 12)) {
      const next = await page.evaluate((id) => {
        document.activeElement?.blur();
        for (const on of document.querySelectorAll('.on')) on.classList.remove('on');
        const mark = document.getElementById(id);
        mark.scrollIntoView({ block: 'center' });
        const boxes = [[mark.previousSibling, -1], [mark.nextSibling, 1]].map(([text, side]) => {
          if (text?.nodeType !== Node.TEXT_NODE) return null;
          const at = side < 0 ? text.length - 1 : 0;
          if (/^\s?$/.test(text.data.charAt(at))) return null;
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          const { x, y, width, height } = range.getBoundingClientRect();
          return width < 2 ? null : { x: Math.ceil(x), y, width: Math.floor(x + width) - Math.ceil(x), height };
        });
        return boxes.filter((box) => box !== null && box.width > 0);
      }, id);
      for (const clip of next) {
        const before = await page.screenshot({ clip });
        await page.evaluate((id) => {
          document.getElementById(id).classList.add('on');
          document.getElementById(id).querySelector(':scope > .ref').focus({ preventScroll: true, focusVisible: true });
        }, id);
        seen += 1;
        if (!before.equals(await page.screenshot({ clip }))) out.push(`${id} covers what stands beside it`);
        await page.evaluate((id) => { document.activeElement.blur(); document.getElementById(id).classList.remove('on'); }, id);
      }
    }
    if (seen < 1) out.push('no mark has a letter beside it');
    return out;
  });
  await check(name, 'a claim leads to its note and a note to its claim', async () => {
    const last = order[total - 1];
    if (await page.locator(`mark[data-n="${last}"]`).count() === 0) return [];
    await page.locator(`.ref[href="#${last}"]`).last().click();
    const out = same('the note of the claim', await on(), [last]);
    await page.keyboard.press('Escape');
    const first = page.locator('.side > .note:not(.quiet) a.handle').first();
    const id = await first.evaluate((a) => a.closest('.note').id);
    await first.click();
    return [...out, ...same('the note', await on(), [id]), ...same('the mark in sight', await page.locator(`mark[data-n="${id}"]`).first().evaluate((m) => {
      const box = m.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight;
    }), true)];
  });
  await check(name, 'a link to a note or to another place of it arrives there', async () => {
    const out = [];
    const middle = order[Math.floor(total / 2)];
    await page.evaluate((id) => { location.hash = id; }, middle);
    await page.waitForTimeout(100);
    out.push(...same('the note', await on(), [middle]));
    const against = page.locator('.against a');
    for (let i = 0; i < Math.min(3, await against.count()); i += 1) {
      const [of, to] = await against.nth(i).evaluate((a) => [a.closest('.note').id, a.hash.slice(1)]);
      await page.evaluate((id) => { location.hash = id; }, to);
      await page.waitForTimeout(100);
      out.push(...same('the note of the other place', await on(), [of]));
      const seen = await page.locator(`[id="${to}"]`).evaluate((e) => { const box = e.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
      if (!seen) out.push(`${to} is out of sight`);
    }
    return out;
  });
  await check(name, 'filters take away notes, signs and marks, and steps pass them over', async () => {
    const out = [];
    await page.keyboard.press('Escape');
    for (const id of await page.locator('fieldset input').evaluateAll((all) => all.map((i) => i.id))) {
      const look = id.slice(2);
      const there = await page.locator(`.note.v-${look}`).count();
      const label = await page.locator(`label:has(#${id})`).textContent();
      if (!label.replace(/,/g, '').includes(String(there))) out.push(`the filter of ${there} ${look} says ${label}`);
      if (there === 0) out.push(`there is nothing to filter by ${look}`);
      await page.locator(`#${id}`).uncheck();
      out.push(...same(`notes and signs of ${look}`, await page.locator(`.note.v-${look}:visible, .v-${look} > .ref:visible`).count(), 0));
      const drawn = await page.locator(`mark.v-${look}`).evaluateAll((all) => all.filter((m) => getComputedStyle(m).borderBlockEndStyle !== 'none').length);
      out.push(...same(`marks of ${look}`, drawn, 0));
      await page.keyboard.press('n');
      const rest = total - there;
      out.push(...same(`the place without ${look}`, await place(), rest ? `1 of ${rest}` : ''));
      await page.locator(`#${id}`).check();
      await page.keyboard.press('Escape');
    }
    out.push(...same('notes in the end', await page.evaluate(() => [...document.querySelectorAll('.note')].filter((n) => n.getClientRects().length).length), total));
    const only = page.locator('#only');
    if (await only.count()) {
      await only.click();
      const quiet = await page.locator('.note.quiet').count();
      out.push(...same('pressed', await only.getAttribute('aria-pressed'), 'true'));
      await page.keyboard.press('n');
      out.push(...same('the place among what needs a look', await place(), `1 of ${total - quiet}`));
      await only.click();
      out.push(...same('the place among all', (await place()).split(' of ')[1], String(total)));
    }
    return out;
  });
  await page.context().close();
};

const quiet = async (browser, name) => {
  const noise = [];
  const page = await open(browser, name, {}, noise);
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('n');
  await page.waitForTimeout(200);
  await check(name, 'it asks for nothing, logs nothing and runs nothing of the draft', async () => {
    const hit = await page.evaluate(() => String(window.hit));
    const foreign = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(script, style, img, iframe, object, embed, svg, form, input, button, b, i, link, meta, base)')].map((e) => e.outerHTML));
    const handlers = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter((a) => /^on|^src$/.test(a.name)).map((a) => a.name)));
    return [...noise, ...same('window.hit', hit, 'undefined'), ...foreign, ...handlers];
  });
  await check(name, 'the policy stops what would run or load', async () => {
    const stopped = await page.evaluate(async () => {
      const seen = [];
      document.addEventListener('securitypolicyviolation', (e) => seen.push(e.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.hit = 1';
      const style = document.createElement('style');
      style.textContent = 'main { display: none }';
      const image = document.createElement('img');
      image.src = 'https://example.org/x.png';
      const link = document.createElement('a');
      link.setAttribute('onclick', 'window.hit = 2');
      document.body.append(script, style, image, link);
      link.click();
      await fetch('https://example.org/').catch(() => {});
      await new Promise((done) => { setTimeout(done, 200); });
      return { hit: String(window.hit), shown: getComputedStyle(document.querySelector('main')).display, seen: [...new Set(seen)].sort() };
    });
    return [
      ...same('window.hit', stopped.hit, 'undefined'),
      ...same('main', stopped.shown, 'block'),
      ...same('what was stopped', stopped.seen, ['connect-src', 'img-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']),
    ];
  });
  await check(name, 'no character turns the text round or hides', async () => page.evaluate(() => {
    const out = [];
    const bad = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
    if (bad.test(document.body.textContent)) out.push('such a character is in the page');
    for (const e of document.querySelectorAll('*')) for (const a of e.attributes) if (bad.test(a.value)) out.push(`such a character is in ${a.name}`);
    // Each character stands right of the one before it, or on a later line.
    for (const block of document.querySelectorAll('main p, main h2, main dd, main li, main td')) {
      if (/[\u0590-\u08ff]/.test(block.textContent)) continue;
      const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let before = null;
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        if (node.parentElement.closest('.ref, .notes') !== block.closest('.notes')) continue;
        for (let at = 0; at < node.length; at += 1) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getClientRects()[0];
          if (!box || !box.width) continue;
          if (before && box.top < before.bottom - 2 && box.bottom > before.top + 2 && box.left < before.left) {
            out.push(`"${node.data.slice(Math.max(0, at - 8), at + 8)}" runs backwards`);
            break;
          }
          before = box;
        }
      }
    }
    return out;
  }));
  await page.context().close();
};

const accessible = async (browser, name) => {
  const ways = [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['on paper', {}, async (page) => page.emulateMedia({ media: 'print' })],
    ['on paper, from a dark screen', { colorScheme: 'dark' }, async (page) => page.emulateMedia({ media: 'print', colorScheme: 'dark' })],
    ['320 px wide', { viewport: SMALL }],
    ['320 px wide and dark', { viewport: SMALL, colorScheme: 'dark' }],
    ['with a note chosen', {}, async (page) => page.keyboard.press('n')],
    ['with a note chosen, in the dark', { colorScheme: 'dark' }, async (page) => page.keyboard.press('n')],
  ];
  for (const [way, options, then] of ways) {
    const page = await open(browser, name, options);
    await then?.(page);
    await check(name, `axe finds nothing ${way}`, async () => {
      await page.evaluate(axe.source);
      // Nobody taps on paper.
      const rules = way.startsWith('on paper') ? { 'target-size': { enabled: false } } : {};
      const result = await page.evaluate(([runOnly, rules]) => axe.run(document, { runOnly, rules }), [TAGS, rules]);
      if (result.passes.length < 15) return [`only ${result.passes.length} rules were looked at`];
      return result.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary}`).join('; ')}`);
    });
    await page.context().close();
  }
};

(async () => {
  const names = fs.readdirSync(folder).filter((f) => f.endsWith('.html')).map((f) => f.slice(0, -5)).sort();
  const browser = await chromium.launch({
    executablePath: process.env.FACTLINT_CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  await Promise.all(names.map(async (name) => {
    // Without a report to compare it with, a page is only looked at.
    const compared = fs.existsSync(path.join(folder, `${name}.json`)) ? [findings, layout, use] : [];
    for (const part of [...compared, quiet, accessible]) await part(browser, name);
  }));
  await browser.close();
  process.exit(bad ? 1 : 0);
})().catch((error) => { console.log(`not ok: ${error.stack}`); process.exit(1); });
