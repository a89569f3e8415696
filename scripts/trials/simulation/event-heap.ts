/** The events to come, by time: a binary heap in typed arrays, since millions of events wait in it. */
export class EventHeap {
  #times = new Float64Array(1024);
  #events = new Float64Array(1024);
  #size = 0;

  /** The time of the next event; infinite when there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] ?? Number.NaN);
  }

  push(time: number, event: number): void {
    if (this.#size === this.#times.length) this.#grow();
    let place = this.#size;
    this.#size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((this.#times[parent] ?? 0) <= time) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#times[place] = time;
    this.#events[place] = event;
  }

  /** Removes the next event, and returns it. @throws {Error} when there is none */
  pop(): number {
    const [first] = this.#events;
    if (this.#size === 0 || first === undefined) throw new Error('No event is left.');
    this.#size -= 1;
    const [time, event] = [this.#times[this.#size] ?? 0, this.#events[this.#size] ?? 0];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && (this.#times[child + 1] ?? 0) < (this.#times[child] ?? 0)) child += 1;
      if ((this.#times[child] ?? 0) >= time) break;
      this.#move(child, place);
      place = child;
    }
    this.#times[place] = time;
    this.#events[place] = event;
    return first;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] ?? 0;
    this.#events[to] = this.#events[from] ?? 0;
  }

  #grow(): void {
    const [times, events] = [this.#times, this.#events];
    this.#times = new Float64Array(times.length * 2);
    this.#events = new Float64Array(events.length * 2);
    this.#times.set(times);
    this.#events.set(events);
  }
}
