"use strict";
// The viewer: unpacks the columns of each table, draws the rows that are seen, sorts, filters and copies. Text only ever becomes text.
(() => {
  const BLOCK_ROWS = 65536;
  const TALLEST = 8000000; // Browsers cut or drop what is much taller.
  const PRINTED = 200;
  const FEW = 6; // So few rows are seen at a glance.
  const MOST_COPIED = 10000;
  const EPOCH = 62135596800; // Seconds from the year 1 to 1970.
  const UNITS = ["KB", "MB", "GB", "TB", "PB", "EB"];
  const FORMULA = /^[ \u00a0\u3000'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

  const make = (name, properties, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties || {})) {
      if (key === "text") element.textContent = value;
      else if (key === "click") element.addEventListener("click", value);
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };
  const grouped = new Intl.NumberFormat("en-US"); // Made once: a number that makes its own takes a hundred times as long.
  const count = (number) => grouped.format(number);
  const rowsOf = (number) => (number === 1 ? "1 row" : count(number) + " rows");
  const two = (number) => String(number).padStart(2, "0");

  const size = (bytes) => {
    if (bytes < 1024) return bytes + " B";
    let value = bytes, unit = -1;
    while (Math.round(value) >= 1024 && unit < UNITS.length - 1) { value /= 1024; unit++; }
    return (value < 99.95 ? String(Math.round(value * 10) / 10) : String(Math.round(value))) + " " + UNITS[unit];
  };
  const date = (seconds) => {
    const time = new Date((seconds - EPOCH) * 1000);
    return String(time.getUTCFullYear()).padStart(4, "0") + "-" + two(time.getUTCMonth() + 1) + "-" + two(time.getUTCDate()) + " " + two(time.getUTCHours()) + ":" + two(time.getUTCMinutes()) + ":" + two(time.getUTCSeconds());
  };

  // ---- Unpacking ----

  const decode64 = Uint8Array.fromBase64 ? (text) => Uint8Array.fromBase64(text) : (text) => {
    const binary = atob(text), bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  };
  // What is packed ends with the length of what it was.
  const unpackedLength = (text) => { const end = decode64(text.slice(-8)); return new DataView(end.buffer).getUint32(end.length - 4, true); };
  // Straight through the decoder: by way of a Blob and a Response it takes longer than the unpacking itself.
  const unpack = async (element, target) => {
    const { writable, readable } = new DecompressionStream("gzip"), writer = writable.getWriter(), reader = readable.getReader();
    for (const step of [writer.write(decode64(element.textContent)), writer.close()]) step.catch(() => {}); // The reader says what is wrong.
    element.remove();
    let at = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) { target.set(part.value, at); at += part.value.length; }
  };
  // So that the page can be read and moved meanwhile.
  const turn = new MessageChannel();
  let rested = 0;
  const rest = async () => {
    if (performance.now() - rested < 50) return;
    await new Promise((done) => { turn.port1.onmessage = done; turn.port2.postMessage(null); });
    rested = performance.now();
  };
  const decoder = new TextDecoder();

  /** The bytes of a column as they were packed, block after block. What they say is read when somebody wants to know. */
  class Column {
    constructor(rows, parts) {
      let length = 0;
      this.rows = rows;
      this.blocks = parts.map((part, number) => {
        const first = number * BLOCK_ROWS, at = length;
        length += unpackedLength(part.textContent);
        return { part, at, end: length, first, rows: Math.min(BLOCK_ROWS, rows - first) };
      });
      this.bytes = new Uint8Array(length);
    }
    async load() {
      for (const block of this.blocks) {
        await rest();
        await unpack(block.part, this.bytes.subarray(block.at));
        block.part = null;
      }
    }
    show(row) { return this.exact(row); }
  }

  /** Lines of text. */
  class TextColumn extends Column {
    constructor(rows, parts) { super(rows, parts); this.starts = new Uint32Array(rows + 1); }
    /** Finds the place at which each line of a block begins. */
    place(block) {
      if (block.isPlaced) return;
      const { bytes, starts } = this, last = block.first + block.rows;
      starts[block.first] = block.at;
      for (let i = block.at, row = block.first; row < last && i < bytes.length; i++) if (bytes[i] === 10) starts[++row] = i + 1;
      block.isPlaced = true;
    }
    exact(row) {
      this.place(this.blocks[row >>> 16]);
      return decoder.decode(this.bytes.subarray(this.starts[row], this.starts[row + 1] - 1));
    }
    order() {
      const all = identity(this.rows);
      this.blocks.forEach((block) => this.place(block));
      sortText(this, all, 0);
      return all;
    }
    // One folded text a block is searched; a hit is a row by the place at which its line begins.
    find(text, hit) {
      for (const block of this.blocks) {
        if (!block.begins) this.fold(block);
        const { folded, begins } = block;
        for (let row = 0, at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, begins[row])) {
          while (begins[row + 1] <= at) row++;
          hit[block.first + row++] = 1;
        }
      }
    }
    fold(block) {
      block.folded = decoder.decode(this.bytes.subarray(block.at, block.end)).toLowerCase();
      block.begins = new Uint32Array(block.rows + 1);
      for (let i = 1; i <= block.rows; i++) block.begins[i] = block.folded.indexOf("\n", block.begins[i - 1]) + 1;
    }
  }

  /** Few values, each once a block, and a number for every row. */
  class ChoiceColumn extends Column {
    open(block) {
      if (!block.values) {
        const { bytes } = this, { at, end, rows } = block, low = at + 4 + bytes[at] + bytes[at + 1] * 256 + bytes[at + 2] * 65536 + bytes[at + 3] * 16777216;
        block.values = decoder.decode(bytes.subarray(at + 4, low)).split("\n");
        block.codes = bytes.subarray(low, low + rows);
        // Where a list is short, its numbers have no upper half.
        if (low + rows < end) {
          block.codes = new Uint16Array(rows);
          for (let i = 0; i < rows; i++) block.codes[i] = bytes[low + i] + bytes[low + rows + i] * 256;
        }
      }
      return block;
    }
    get values() { return [...new Set(this.blocks.flatMap((block) => this.open(block).values))]; }
    exact(row) {
      const block = this.open(this.blocks[row >>> 16]);
      return block.values[block.codes[row - block.first]];
    }
    order() {
      const { values } = this, ranks = new Map();
      values.map((value, code) => [value.toLowerCase(), code]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])).forEach((pair, rank) => ranks.set(values[pair[1]], rank));
      const digits = [new Uint16Array(this.rows), new Uint16Array(this.rows)];
      for (const { values: own, codes, first } of this.blocks) {
        const here = Uint32Array.from(own, (value) => ranks.get(value));
        for (let i = 0; i < codes.length; i++) { const rank = here[codes[i]]; digits[0][first + i] = rank; digits[1][first + i] = rank >> 16; }
      }
      return radix(identity(this.rows), digits);
    }
    find(text, hit) {
      for (const block of this.blocks) {
        if (block.folded === undefined) block.folded = this.open(block).values.join("\n").toLowerCase();
        if (block.folded.includes(text)) this.mark(block, hit, 1, (value) => value.toLowerCase().includes(text));
      }
    }
    /** Marks the rows whose value is such a one. */
    mark(block, hit, as, isSuch) {
      const { values, codes, first } = this.open(block), marks = Uint8Array.from(values, isSuch);
      for (let i = 0; i < codes.length; i++) if (marks[codes[i]]) hit[first + i] = as;
    }
  }

  /** Whole numbers, one more than they are, in as many planes of bytes as the largest needs: none is what nobody knows. */
  class NumberColumn extends Column {
    constructor(rows, parts, kind) { super(rows, parts); this.kind = kind; }
    value(row) {
      const { at, end, first, rows } = this.blocks[row >>> 16];
      let value = 0;
      for (let place = end - rows + row - first; place >= at; place -= rows) value = value * 256 + this.bytes[place];
      return value - 1;
    }
    exact(row) {
      const value = this.value(row);
      return value < 0 ? "" : this.kind === "Time" ? date(value) + "Z" : String(value);
    }
    show(row) {
      const value = this.value(row);
      return value < 0 ? "" : this.kind === "Time" ? date(value).slice(0, 16) : this.kind === "Bytes" ? size(value) : count(value);
    }
    order() {
      const { bytes } = this, digits = [new Uint16Array(this.rows), new Uint16Array(this.rows), new Uint16Array(this.rows)];
      for (const { at, end, first, rows } of this.blocks) {
        for (let low = at, plane = 0; low < end; low += rows, plane++) {
          const digit = digits[plane >> 1], shift = (plane % 2) * 8;
          for (let i = 0; i < rows; i++) digit[first + i] |= bytes[low + i] << shift;
        }
      }
      return radix(identity(this.rows), digits);
    }
    find() {}
  }

  // ---- Sorting: by digits, so that equal rows keep their order and a million take a moment ----

  const identity = (rows) => { const all = new Uint32Array(rows); for (let i = 0; i < rows; i++) all[i] = i; return all; };
  const radix = (order, digits) => {
    let from = order, to = new Uint32Array(order.length);
    for (const digit of digits) {
      const places = new Uint32Array(65537);
      for (let i = 0; i < from.length; i++) places[digit[from[i]] + 1]++;
      if (from.length === 0 || places[digit[from[0]] + 1] === from.length) continue;
      for (let i = 1; i < 65537; i++) places[i] += places[i - 1];
      for (let i = 0; i < from.length; i++) to[places[digit[from[i]]]++] = from[i];
      [from, to] = [to, from];
    }
    return from;
  };
  const fold = (byte) => (byte > 64 && byte < 91 ? byte + 32 : byte);
  const sortText = (column, rows, depth) => {
    const { bytes, starts } = column;
    const compare = (a, b) => {
      for (let i = starts[a] + depth, j = starts[b] + depth; ; i++, j++) {
        const endA = i >= starts[a + 1] - 1, endB = j >= starts[b + 1] - 1;
        if (endA || endB) return endA && endB ? a - b : endA ? -1 : 1;
        const difference = fold(bytes[i]) - fold(bytes[j]);
        if (difference) return difference;
      }
    };
    if (rows.length < 8192) { rows.sort(compare); return; }
    const digits = [new Uint16Array(rows.length), new Uint16Array(rows.length), new Uint16Array(rows.length)];
    for (let i = 0; i < rows.length; i++) {
      const at = starts[rows[i]] + depth, end = starts[rows[i] + 1] - 1;
      const byte = (place) => (at + place < end ? fold(bytes[at + place]) : 0);
      digits[2][i] = byte(0) * 256 + byte(1);
      digits[1][i] = byte(2) * 256 + byte(3);
      digits[0][i] = byte(4) * 256 + byte(5);
    }
    const places = radix(identity(rows.length), digits), sorted = places.map((place) => rows[place]);
    rows.set(sorted);
    const same = (a, b) => digits[0][a] === digits[0][b] && digits[1][a] === digits[1][b] && digits[2][a] === digits[2][b];
    for (let first = 0; first < places.length;) {
      let next = first + 1;
      while (next < places.length && same(places[first], places[next])) next++;
      // A text that has ended here is equal to all that have.
      if (next - first > 1 && digits[0][places[first]] % 256) sortText(column, rows.subarray(first, next), depth + 6);
      first = next;
    }
  };

  // ---- Copying ----

  const copy = (text) => {
    const put = (event) => { event.clipboardData.setData("text/plain", text); event.preventDefault(); };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done;
  };
  const safe = (text) => (FORMULA.test(text) ? "'" + text : text);

  // ---- One table ----

  class Viewer {
    constructor(place, about) {
      this.place = place;
      this.about = about;
      this.rows = about.rows;
      this.isLong = this.rows > about.plain;
      this.columns = about.columns.map((column, at) => {
        const parts = [...document.querySelectorAll('script[data-table="' + about.id + '"][data-column="' + at + '"]')];
        return column.kind === "Text" ? new TextColumn(this.rows, parts) : column.kind === "Choice" ? new ChoiceColumn(this.rows, parts) : new NumberColumn(this.rows, parts, column.kind);
      });
      this.seen = about.columns.map((column, at) => at).filter((at) => !about.columns[at].detail);
      this.stateColumn = about.columns.findIndex((column) => column.state);
      this.sorted = [];
      this.sortedBy = -1;
      this.isDescending = false;
      this.active = 0;
      this.activeColumn = 0;
      this.first = 0;
      this.box = place.querySelector(".scroll");
      this.table = place.querySelector("table");
      this.body = place.querySelector("tbody");
      this.status = place.querySelector(".rows");
    }

    async load() {
      for (const column of this.columns) await column.load();
      this.order = identity(this.rows);
      this.build();
    }

    build() {
      const { place, about } = this;
      place.classList.add("viewed");
      const field = make("input", { type: "search", id: "filter-" + about.id, autocomplete: "off", spellcheck: "false" });
      let later = 0;
      field.addEventListener("input", () => { clearTimeout(later); later = setTimeout(() => { this.text = field.value; this.filter(); }, 120); });
      field.addEventListener("keydown", (event) => { if (event.key === "Escape" && field.value) { field.value = ""; this.text = ""; this.filter(); event.preventDefault(); } });
      const tools = make("div", { class: "tools" }, make("label", {}, "Filter", field));
      const states = this.stateColumn >= 0 ? this.columns[this.stateColumn].values : [];
      if (states.length > 1) {
        const choice = make("select", { id: "state-" + about.id }, make("option", { value: "", text: "All" }), ...[...states].sort().map((state) => make("option", { value: state, text: state || "(none)" })));
        choice.addEventListener("change", () => { this.state = choice.selectedIndex ? choice.value : undefined; this.filter(); });
        tools.append(make("label", {}, about.columns[this.stateColumn].title, choice));
      }
      tools.append(make("button", { type: "button", text: "Copy rows", click: () => this.copyRows() }));
      if (this.rows > FEW) place.prepend(tools);
      this.status.setAttribute("role", "status");

      this.table.setAttribute("role", "grid");
      this.table.setAttribute("aria-colcount", this.seen.length);
      this.table.setAttribute("aria-readonly", "true");
      this.heads = [...this.table.querySelectorAll("th")];
      this.heads.forEach((head, at) => head.replaceChildren(make("button", { type: "button", text: head.textContent, click: () => this.sort(this.seen[at]) })));
      this.body.addEventListener("click", (event) => { const cell = event.target.closest("td"); if (cell && !String(getSelection())) { this.activate(+cell.parentNode.dataset.at, cell.cellIndex, true); this.open(); } });
      this.body.addEventListener("keydown", (event) => this.key(event));
      this.body.addEventListener("copy", (event) => { if (!String(getSelection())) { event.clipboardData.setData("text/plain", this.columns[this.seen[this.activeColumn]].exact(this.order[this.active])); event.preventDefault(); this.say("Copied."); } });

      if (this.isLong) {
        place.classList.add("long");
        this.box.removeAttribute("tabindex");
        this.spacer = make("div", { class: "spacer" });
        this.drawn = make("div", { class: "drawn" }, this.table);
        this.spacer.append(this.drawn);
        this.box.append(this.spacer);
        this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
        new ResizeObserver(() => this.measure()).observe(this.box);
        this.measure();
      } else {
        this.draw();
      }
      this.tell();
    }

    // ---- What is seen ----

    measure() {
      if (this.isPrinting) return;
      this.rowHeight = parseFloat(getComputedStyle(document.documentElement).fontSize) * 2.1 + 1;
      this.head = this.table.tHead.getBoundingClientRect().height;
      this.visible = Math.max(1, Math.floor((this.box.clientHeight - this.head) / this.rowHeight));
      const height = Math.min(TALLEST, this.order.length * this.rowHeight + this.head);
      this.spacer.style.height = Math.max(height, this.box.clientHeight) + "px";
      this.draw();
    }
    get last() { return Math.max(0, this.order.length - this.visible); }
    get travel() { return Math.max(1, this.box.scrollHeight - this.box.clientHeight); }

    // Small moves go row by row; a jump goes to that part of the rows, since a box cannot be as tall as a million of them.
    scrolled() {
      const top = this.box.scrollTop, moved = top - (this.top || 0);
      this.top = top;
      if (this.settled === top) return;
      const isWhole = this.order.length * this.rowHeight + this.head <= TALLEST;
      this.first = top <= 0 ? 0 : top >= this.travel - 1 ? this.last
        : isWhole ? Math.round(top / this.rowHeight)
        : Math.abs(moved) < this.box.clientHeight * 2 ? this.first + Math.round(moved / this.rowHeight)
        : Math.round((top / this.travel) * this.last);
      this.draw();
    }
    goTo(first) {
      this.first = Math.max(0, Math.min(this.last, first));
      const isWhole = this.order.length * this.rowHeight + this.head <= TALLEST;
      this.settled = this.top = this.box.scrollTop = Math.min(this.travel, Math.round(isWhole ? this.first * this.rowHeight : (this.first / Math.max(1, this.last)) * this.travel));
      this.settled = this.top = this.box.scrollTop;
      this.draw();
    }

    draw(limit) {
      const from = this.isLong && !limit ? Math.max(0, Math.min(this.last, this.first)) : 0;
      const until = limit ? Math.min(limit, this.order.length) : this.isLong ? Math.min(this.order.length, from + this.visible) : this.order.length;
      if (this.isLong) this.first = from;
      const hadFocus = this.body.contains(document.activeElement);
      while (this.body.rows.length > until - from) this.body.deleteRow(-1);
      while (this.body.rows.length < until - from) {
        const row = this.body.insertRow();
        for (const at of this.seen) {
          const kind = this.about.columns[at].kind, cell = row.insertCell();
          cell.className = kind === "Number" || kind === "Bytes" ? "number" : kind === "Time" ? "time" : kind === "Text" ? "text" : "";
        }
      }
      for (let at = from; at < until; at++) this.drawRow(this.body.rows[at - from], at);
      this.table.setAttribute("aria-rowcount", this.order.length + 1);
      if (hadFocus && this.active >= from && this.active < until) this.cell().focus({ preventScroll: true });
    }
    drawRow(row, at) {
      const id = this.order[at];
      row.dataset.at = at;
      row.setAttribute("aria-rowindex", at + 2);
      row.classList.toggle("chosen", id === this.chosen);
      this.seen.forEach((column, place) => {
        const cell = row.cells[place], shown = this.columns[column].show(id);
        if (column === this.stateColumn && shown) cell.replaceChildren(make("span", { class: "state " + (this.about.tones[shown] || "neutral"), text: shown }));
        else if (cell.textContent !== shown) cell.textContent = shown;
        cell.tabIndex = at === this.active && place === this.activeColumn ? 0 : -1;
      });
    }
    cell() { const row = this.body.rows[this.active - (this.isLong ? this.first : 0)]; return row && row.cells[this.activeColumn]; }

    // ---- Keyboard ----

    activate(at, column, isSeen) {
      if (!this.order.length) return;
      const before = this.cell();
      if (before) before.tabIndex = -1;
      this.active = Math.max(0, Math.min(this.order.length - 1, at));
      this.activeColumn = Math.max(0, Math.min(this.seen.length - 1, column));
      if (this.isLong && !isSeen) {
        if (this.active < this.first) this.goTo(this.active);
        else if (this.active >= this.first + this.visible) this.goTo(this.active - this.visible + 1);
      }
      const cell = this.cell();
      if (cell) { cell.tabIndex = 0; cell.focus({ preventScroll: this.isLong }); if (this.isLong) cell.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    }
    key(event) {
      const page = this.isLong ? this.visible : 20, end = event.ctrlKey || event.metaKey;
      const move = {
        ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0],
        Home: [end ? -this.order.length : 0, -this.seen.length], End: [end ? this.order.length : 0, this.seen.length],
      }[event.key];
      if (move) { this.activate(this.active + move[0], this.activeColumn + move[1]); event.preventDefault(); }
      else if (event.key === "Enter") { this.open(); event.preventDefault(); }
      else if (event.key === "Escape" && this.panel) this.close();
    }

    // ---- Sorting and filtering ----

    sort(column) {
      this.isDescending = this.sortedBy === column && !this.isDescending;
      this.sortedBy = column;
      this.heads.forEach((head, at) => (this.seen[at] === column ? head.setAttribute("aria-sort", this.isDescending ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
      this.arrange();
    }
    filter() {
      const text = (this.text || "").trim().toLowerCase();
      this.hit = null;
      if (text) { this.hit = new Uint8Array(this.rows); this.columns.forEach((column) => column.find(text, this.hit)); }
      if (this.state !== undefined) {
        this.hit = this.hit || new Uint8Array(this.rows).fill(1);
        const column = this.columns[this.stateColumn];
        for (const block of column.blocks) column.mark(block, this.hit, 0, (value) => value !== this.state);
      }
      this.arrange();
    }
    arrange() {
      const by = this.sortedBy;
      if (by >= 0 && !this.sorted[by]) this.sorted[by] = this.columns[by].order();
      let order = by < 0 ? identity(this.rows) : this.sorted[by];
      if (this.hit) order = order.filter((row) => this.hit[row]);
      this.order = this.isDescending ? order.slice().reverse() : order;
      this.active = 0;
      this.first = 0;
      if (this.isLong) { this.box.scrollTop = this.top = 0; this.measure(); } else this.draw();
      this.tell();
    }
    tell() {
      const by = this.sortedBy < 0 ? "" : ", by " + this.about.columns[this.sortedBy].title.toLowerCase() + (this.isDescending ? ", descending" : ", ascending");
      const shown = this.order.length === this.rows ? rowsOf(this.rows) : count(this.order.length) + " of " + rowsOf(this.rows);
      this.say(shown + by + "." + (this.isLong ? " The browser's own search sees only the rows on the screen: use Filter." : ""));
    }
    say(text) { this.status.textContent = text; }

    // ---- One row ----

    open() {
      if (!this.order.length) return;
      this.chosen = this.order[this.active];
      const id = this.chosen, list = make("dl");
      this.about.columns.forEach((column, at) => { const shown = this.columns[at].show(id); if (shown) list.append(make("dt", { text: column.title }), make("dd", { text: shown })); });
      const exact = () => JSON.stringify(Object.fromEntries(this.about.columns.map((column, at) => [column.id, this.columns[at].exact(id)])), null, 2);
      const panel = make("div", { class: "details", role: "region", "aria-label": "The chosen row" }, list,
        make("button", { type: "button", text: "Copy exact data", click: () => this.say(copy(exact()) ? "Copied." : "The browser does not allow copying.") }),
        make("button", { type: "button", text: "Close", click: () => this.close() }));
      if (this.panel) this.panel.replaceWith(panel); else this.status.after(panel);
      this.panel = panel;
      this.draw();
    }
    close() { this.panel.remove(); this.panel = null; this.chosen = undefined; this.draw(); const cell = this.cell(); if (cell) cell.focus(); }
    copyRows() {
      const take = this.order.subarray ? this.order.subarray(0, MOST_COPIED) : this.order;
      const text = [this.about.columns.map((column) => column.title).join("\t")];
      for (const row of take) text.push(this.columns.map((column) => safe(column.exact(row))).join("\t"));
      this.say(copy(text.join("\n")) ? "Copied " + rowsOf(take.length) + (take.length < this.order.length ? " of " + count(this.order.length) : "") + "." : "The browser does not allow copying.");
    }

    // ---- Paper ----

    print() { this.isPrinting = true; this.draw(PRINTED); if (this.order.length > PRINTED) this.say("The first " + PRINTED + " of " + rowsOf(this.order.length) + " are printed; the file has all of them."); }
    printed() { this.isPrinting = false; this.draw(); this.tell(); }
  }

  for (const line of document.querySelectorAll(".next pre")) {
    const text = line.textContent, button = make("button", { type: "button", text: "Copy" });
    button.setAttribute("aria-label", "Copy: " + text);
    button.addEventListener("click", () => { button.textContent = copy(text) ? "Copied" : "Not allowed"; setTimeout(() => { button.textContent = "Copy"; }, 2000); });
    const around = make("div", { class: "paste" });
    line.replaceWith(around);
    around.append(line, button);
  }

  const viewers = [...document.querySelectorAll("script[data-columns]")].map((element) => {
    const about = JSON.parse(element.textContent);
    return new Viewer(document.querySelector('.table[data-table="' + about.id + '"]'), about);
  });
  addEventListener("beforeprint", () => { for (const viewer of viewers) if (viewer.heads) viewer.print(); });
  addEventListener("afterprint", () => { for (const viewer of viewers) if (viewer.heads) viewer.printed(); });
  (async () => {
    if (typeof DecompressionStream !== "undefined") for (const viewer of viewers) await viewer.load();
    document.documentElement.dataset.ready = "true";
  })();
})();
