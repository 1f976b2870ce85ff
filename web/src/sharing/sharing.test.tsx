import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, it, vi } from "vitest";
import { language } from "@/words/language.ts";
import { problem, serve, signedIn } from "../../tests/server.ts";
import { SharingDialog } from "./dialog.tsx";
import { roleOf, type Sharing, sharingOf } from "./sharing.ts";

const LABEL = "Whoever has this role begins with it";
const roles = {
  data: [{ id: "rol_1", version: 1, key: "manager", name: "Manager" }],
  page: { next_cursor: null, has_more: false },
};

beforeEach(() => {
  language.value = "en";
  signedIn("view.manage_access");
});

function open(forRole: boolean, onSave: (sharing: Sharing) => Promise<unknown> = async () => undefined) {
  serve({ "GET /v1/roles": roles });
  const onClose = vi.fn();
  const sharing = sharingOf({ name: "Customers", restricted: false });
  render(<SharingDialog title="View" sharing={sharing} forRole={forRole} onSave={onSave} onClose={onClose} />);
  return onClose;
}

it("lets those who share a view say which role begins with it", async () => {
  const saved: Sharing[] = [];
  const onClose = open(true, async (sharing) => saved.push(sharing));
  await screen.findByRole("option", { name: "Manager" });
  fireEvent.change(screen.getByLabelText(LABEL), { target: { value: "manager" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(saved.map(roleOf)).toEqual(["manager"]);
});

it("asks for no role of what only oneself sees, nor of what is no view", () => {
  open(true);
  fireEvent.click(screen.getByLabelText("Only me"));
  expect(screen.queryByLabelText(LABEL)).toBeNull();
  expect(roleOf({ ...sharingOf({ name: "Mine" }), role: "manager" })).toBeNull();
});

it("does not offer it where nobody would begin with it", () => {
  open(false);
  expect(screen.queryByLabelText(LABEL)).toBeNull();
});

it("keeps what was typed where it is refused", async () => {
  serve({});
  const errors = [{ field: "name", code: "too_long", message: "Give at most 200 characters." }];
  const onClose = open(false, async () => {
    const { send } = await import("@/api/send.ts");
    serve({ "POST /v1/views": () => problem(422, "invalid", { errors }) });
    await send("POST", "/v1/views", { body: {} });
  });
  fireEvent.input(screen.getByLabelText(/^Name/), { target: { value: "Clients" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  expect((await screen.findAllByText("Give at most 200 characters.")).length).toBeGreaterThan(0);
  expect(screen.getByDisplayValue("Clients")).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
});
