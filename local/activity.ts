/**
 * Counts what is under way: invocations, queued events that are due, batches of the stream, mail being received. The
 * clock steps only while nothing is, so settling is a fact and not a guess after some sleep.
 */
export class Activity {
  #underWay = 0;
  #begun = 0;
  #waiting: (() => void)[] = [];

  /** Something begins; call what is returned, once, when it is over. */
  begin(): () => void {
    this.#underWay += 1;
    this.#begun += 1;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#underWay -= 1;
      if (this.#underWay > 0) return;
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const resolve of waiting) resolve();
    };
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** How much has ever begun: unchanged since an earlier look means that nothing happened in between. */
  get begun(): number {
    return this.#begun;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** Resolves as soon as nothing is under way. */
  async idle(): Promise<void> {
    while (!this.isIdle) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
