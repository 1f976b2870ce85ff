import { render, waitFor } from "@testing-library/preact";
import { expect, it } from "vitest";
import { asked, outdated, stale, useQuery } from "./query.ts";
import { forgetAll } from "./session.ts";

function counted() {
  let times = 0;
  const load = async () => {
    times += 1;
    await new Promise((after) => setTimeout(after, 10));
    return times;
  };
  return { load, times: () => times };
}

type Props = { at: string; load: () => Promise<number>; again?: boolean };

function Looking({ at, load, again = false }: Props) {
  return <p class={again ? "again" : undefined}>{useQuery(at, load).data}</p>;
}

it("asks once for all who ask the same at a time", async () => {
  const { load, times } = counted();
  expect(await Promise.all([asked("/at-once", load), asked("/at-once", load)])).toEqual([1, 1]);
  expect(times()).toBe(1);
});

it("asks again at once for what somebody looks at, and later for what nobody does", async () => {
  const { load, times } = counted();
  const shown = render(<Looking at="/looked-at" load={load} />);
  await waitFor(() => expect(shown.container.textContent).toBe("1"));
  stale("/looked");
  await waitFor(() => expect(shown.container.textContent).toBe("2"));
  shown.unmount();
  await new Promise((after) => setTimeout(after, 20));
  stale("/looked");
  await new Promise((after) => setTimeout(after, 20));
  expect(times()).toBe(2);
  const again = render(<Looking at="/looked-at" load={load} />);
  await waitFor(() => expect(again.container.textContent).toBe("3"));
});

it("asks again what is outdated when somebody comes to look at it, and not while they do", async () => {
  const { load, times } = counted();
  const shown = render(<Looking at="/listed" load={load} />);
  await waitFor(() => expect(shown.container.textContent).toBe("1"));
  outdated("/list");
  await new Promise((after) => setTimeout(after, 20));
  expect(times()).toBe(1);
  shown.unmount();
  await new Promise((after) => setTimeout(after, 20));
  outdated("/list");
  const again = render(<Looking at="/listed" load={load} />);
  await waitFor(() => expect(again.container.textContent).toBe("2"));
});

async function askMany(under: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await asked(`/${under}/${n}`, async () => n);
}

it("keeps what somebody looks at, whatever else is asked meanwhile", async () => {
  const { load, times } = counted();
  const shown = render(<Looking at="/first" load={load} />);
  await waitFor(() => expect(shown.container.textContent).toBe("1"));
  await askMany("others", 201);
  shown.rerender(<Looking at="/first" load={load} again />);
  expect([shown.container.textContent, times()]).toEqual(["1", 1]);
  stale("/first");
  await waitFor(() => expect(shown.container.textContent).toBe("2"));
});

it("drops first what was not used for longest", async () => {
  const [used, unused] = [counted(), counted()];
  await asked("/used", used.load);
  await asked("/unused", unused.load);
  await askMany("between", 150);
  await asked("/used", used.load);
  await askMany("later", 60);
  await asked("/used", used.load);
  await asked("/unused", unused.load);
  expect([used.times(), unused.times()]).toEqual([1, 2]);
});

it("asks anew for what is looked at after all was forgotten", async () => {
  const { load } = counted();
  const shown = render(<Looking at="/forgotten" load={load} />);
  await waitFor(() => expect(shown.container.textContent).toBe("1"));
  await forgetAll();
  shown.rerender(<Looking at="/forgotten" load={load} again />);
  await waitFor(() => expect(shown.container.textContent).toBe("2"));
});
