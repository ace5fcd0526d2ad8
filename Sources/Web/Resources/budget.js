// Adds up the budget table while somebody types. Amounts are kept in millionths, as the server keeps them.
const parse = (text) => {
  const match = /^\s*(\d{1,12})(?:\.(\d{0,6}))?\s*$/.exec(text ?? "");
  return match ? BigInt(match[1]) * 1000000n + BigInt((match[2] ?? "").padEnd(6, "0")) : null;
};
const show = (amount) => {
  const digits = String(amount % 1000000n).padStart(6, "0").replace(/0+$/, "");
  return String(amount / 1000000n) + (digits && "." + digits);
};
const positive = (amount) => (amount < 0n ? -amount : amount);

for (const table of document.querySelectorAll("table[data-budget]")) {
  const form = table.closest("form");
  const add = () => {
    const sums = new Map();
    let all = 0n;
    for (const row of table.tBodies[0].rows) {
      let total = 0n;
      for (const input of row.querySelectorAll("input[data-column]")) {
        const amount = parse(input.value) ?? 0n;
        total += amount;
        if ("counts" in row.dataset) {
          sums.set(input.dataset.column, (sums.get(input.dataset.column) ?? 0n) + amount);
          all += amount;
        }
      }
      row.querySelector("[data-total]").textContent = show(total);
    }
    for (const cell of table.querySelectorAll("td[data-sum]")) {
      cell.textContent = show(cell.dataset.sum === "all" ? all : sums.get(cell.dataset.sum) ?? 0n);
    }
    for (const row of table.querySelectorAll("tr[data-against]")) {
      const control = form?.elements.namedItem(row.dataset.against);
      const stated = control ? parse(control.value) : null;
      const sum = row.dataset.of === "all" ? all : sums.get(row.dataset.of) ?? 0n;
      const gap = stated === null ? null : sum - stated;
      row.querySelector("[data-stated]").textContent = stated === null ? "—" : show(stated);
      for (const said of row.querySelectorAll("[data-when]")) {
        const isSo = { equal: gap === 0n, more: gap > 0n, less: gap < 0n }[said.dataset.when];
        said.hidden = gap === null || !isSo;
        const figure = said.querySelector("[data-gap]");
        if (figure && gap !== null) figure.textContent = show(positive(gap));
      }
    }
  };
  (form ?? table).addEventListener("input", add);
  add();
}
