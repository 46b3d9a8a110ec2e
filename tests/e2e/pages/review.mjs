// The review of a revision, by a share link or signed in.
import { wordOf } from "./state.mjs";

export class ReviewPage {
  constructor(page) {
    this.page = page;
    this.lines = page.locator("#review-lines");
    this.approvals = page.locator("#approvals");
    this.approve = page.getByRole("button", { name: "Approve", exact: true });
    this.reject = page.getByRole("button", { name: "Reject", exact: true });
    this.message = page.getByLabel("What you say about it");
    this.comments = page.locator("#comments");
  }

  /** Goes to the review of a revision. */
  async open(server, resource, number) {
    await this.page.goto(`${server.address}/gateways/${resource}/revisions/${number}/review`);
    await this.isShown();
  }

  /** Waits until the page shows what is under review. */
  async isShown() {
    await this.lines.waitFor();
    await this.approvals.locator("#approval-state").waitFor();
  }

  /** Opens a line, and gives what is said of it. */
  async explain(number) {
    const line = this.page.locator(`#line-${number}`);
    await line.getByRole("button").first().click();
    await line.locator(".at-line").waitFor();
    return line.locator(".at-line").innerText();
  }

  /** Comments on a line that is open. */
  async commentOn(number, text) {
    const line = this.page.locator(`#line-${number}`);
    await line.getByLabel(`Your comment on line ${number}`).fill(text);
    await line.getByRole("button", { name: "Comment", exact: true }).click();
    await line.locator(".comment-said", { hasText: text }).waitFor();
  }

  /** Comments on the whole. */
  async comment(text) {
    await this.comments.getByLabel("Your comment on the whole").fill(text);
    await this.comments.getByRole("button", { name: "Comment", exact: true }).click();
    await this.comments.locator(".comment-said", { hasText: text }).waitFor();
  }

  /** How many approvals are there, such as `1 of 2 given`. */
  async state() {
    return wordOf(this.approvals.locator("#approval-state .state").first());
  }

  /** Waits until the approvals say this. */
  async isSaid(text) {
    await this.approvals.getByText(text).first().waitFor();
  }
}
