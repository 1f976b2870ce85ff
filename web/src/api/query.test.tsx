import { render, waitFor } from "@testing-library/preact";
import { expect, it } from "vitest";
import { asked, stale, useQuery } from "./query.ts";

function counted() {
  let times = 0;
  const load = async () => {
    times += 1;
    await new Promise((after) => setTimeout(after, 10));
    return times;
  };
  return { load, times: () => times };
}

function Looking({ at, load }: { at: string; load: () => Promise<number> }) {
  return <p>{useQuery(at, load).data}</p>;
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
