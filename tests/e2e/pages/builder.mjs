// The builder, used as a user does: by its buttons, and by typing.
import { strict as assert } from "node:assert";

const LABELS = { iscsi: "iSCSI", nfs: "NFS", nvmeof: "NVMe-oF" };

export class Builder {
  constructor(page) {
    this.page = page;
    this.problems = page.getByRole("region", { name: "Problems" });
    this.save = page.getByRole("button", { name: "Save", exact: true });
    this.undo = page.getByRole("button", { name: "Undo", exact: true });
    this.redo = page.getByRole("button", { name: "Redo", exact: true });
  }

  /** Opens the form of a new gateway from the list of gateways. */
  async openNew(kind) {
    await this.page.getByRole("link", { name: `New ${LABELS[kind]} gateway` }).click();
    await this.#opened(`New ${LABELS[kind]} gateway`);
  }

  /** Opens the form of a new gateway, and fills it with the example of its kind. */
  async openExample(kind) {
    await this.openNew(kind);
    await this.page.getByRole("button", { name: "Load example" }).click();
  }

  /** Opens the form of a saved gateway from its own page. */
  async openSaved() {
    await this.page.getByRole("link", { name: "Edit", exact: true }).click();
    await this.#opened(/^Edit /);
  }

  async #opened(title) {
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
    await this.page.getByRole("form", { name: "Settings" }).waitFor();
  }

  /** The control at a JSON pointer. */
  field(at) {
    return this.page.locator(`#${idOf(at)}`);
  }

  /** Replaces what stands in a field, one key after the other. */
  async type(at, text) {
    await this.uncover(at);
    const field = this.field(at);
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") {
      await field.selectOption(text);
    } else {
      await field.click();
      await field.press("ControlOrMeta+A");
      if (text === "") await field.press("Delete");
      else await field.pressSequentially(text);
    }
  }

  /** Types a whole draft; rows are added where there are too few. */
  async typeAll(value, at = "") {
    for (const [key, entry] of Object.entries(value)) {
      const place = `${at}/${key}`;
      // The kind was chosen with the form.
      if (place === "/kind") continue;
      if (Array.isArray(entry) && typeof entry[0] === "object") await this.#typeRows(entry, place);
      else if (Array.isArray(entry)) await this.type(place, entry.join("\n"));
      else if (typeof entry === "object") await this.typeAll(entry, place);
      else await this.#typeUnlessThere(place, String(entry));
    }
  }

  async #typeUnlessThere(at, text) {
    await this.uncover(at);
    if ((await this.field(at).inputValue()) !== text) await this.type(at, text);
  }

  async #typeRows(rows, at) {
    for (const [index, row] of rows.entries()) {
      if ((await this.field(`${at}/${index}`).count()) === 0) await this.addRow(at, index);
      await this.typeAll(row, `${at}/${index}`);
    }
  }

  /** Adds the row with this index. */
  async addRow(at, index) {
    await this.page.locator(`#add-${idOf(at)}`).click();
    await this.field(`${at}/${index}`).waitFor();
  }

  /** Waits until a field has this value. */
  has(at, value) {
    const hasIt = ([id, wanted]) => document.getElementById(id)?.value === wanted;
    return this.page.waitForFunction(hasIt, [idOf(at), value]);
  }

  /** Waits until the form says what it did. */
  said(text) {
    return this.page.getByRole("form", { name: "Settings" }).getByRole("status").filter({ hasText: text }).waitFor();
  }

  /** Opens the dialog of presets. */
  async openPresets() {
    await this.page.getByRole("button", { name: "Presets…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Fit it to its clients" });
    await dialog.waitFor();
    return dialog;
  }

  /** Opens what is folded around a field; some fields are made only then. */
  async uncover(at) {
    for (let record = at; record !== "" && (await this.field(at).count()) === 0; ) {
      record = record.slice(0, record.lastIndexOf("/"));
      await this.#open(this.page.locator(`#${idOf(record)}-more:not([open])`));
    }
    await this.#open(this.page.locator("details:not([open])", { has: this.field(at) }));
  }

  /** Opens all that is folded. */
  uncoverAll() {
    return this.#open(this.page.locator("main details:not([open])"));
  }

  async #open(folded) {
    while ((await folded.count()) > 0) await folded.first().locator("> summary").click();
  }

  /** Waits until a field is marked as wrong, and gives the text that describes it. */
  async faultOf(at) {
    await this.page.locator(`#${idOf(at)}[aria-invalid="true"]`).waitFor();
    return this.field(at).evaluate((element) =>
      element
        .getAttribute("aria-describedby")
        .split(" ")
        .map((id) => document.getElementById(id).textContent)
        .join(" "),
    );
  }

  /** Waits until nothing is wrong any more: neither in the list nor at a field. There may be warnings. */
  async isComplete() {
    await this.page.locator(".preview:not(.outdated) > #snippet").waitFor();
    assert.equal(await this.problems.locator(".problem.error").count(), 0, "no error is listed");
    assert.equal(await this.page.locator('[aria-invalid="true"]').count(), 0, "no field is marked as wrong");
  }

  /** The whole snippet beside the form; it must be that of what is in the form now. */
  async preview() {
    await this.page.locator(".preview:not(.outdated) > #snippet").waitFor();
    return this.page.locator("#snippet").textContent();
  }

  /** Saves, and waits for the page of the gateway. */
  async saveAs(resource) {
    await this.save.click();
    await this.page.waitForURL(`**/gateways/${resource}`);
    await this.page.getByRole("heading", { level: 1, name: new RegExp(`gateway ${resource}$`) }).waitFor();
  }
}

/** The id of the control at a JSON pointer. */
export function idOf(at) {
  return `f${at.replaceAll("/", "-")}`;
}
