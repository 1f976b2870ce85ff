import { fireEvent, render, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetAll } from "@/api/session.ts";
import { AddressesBlock } from "@/screens/card/blocks/addresses.tsx";
import { type Card, CardContext } from "@/screens/card/card.ts";
import { MoreMenu } from "@/screens/card/more_menu.tsx";
import { RecoveryCodes } from "@/screens/sign_in/recovery_codes.tsx";
import { serve, signedIn } from "../../tests/server.ts";
import { copy } from "./copy.ts";
import { Toasts } from "./toast.tsx";

const USE = { purposes: ["visit"], lines: ["Acme", "Grote Markt 1"], address: { id: "adr_1", street: "Grote Markt" } };
const CARD = {
  type: "relation",
  plural: "relations",
  record: { id: "rel_1", version: 1, kind: "company", addresses: [USE] },
  title: "Acme",
  whole: { following: false },
  can: () => false,
} as unknown as Card;

const clipboard = (given: object | undefined) => vi.stubGlobal("navigator", { ...navigator, clipboard: given });
const refusing = () => clipboard({ writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) });
const taking = () => {
  const taken: string[] = [];
  clipboard({ writeText: async (text: string) => void taken.push(text) });
  return taken;
};
const onCard = (what: preact.ComponentChild) =>
  render(
    <CardContext.Provider value={CARD}>
      {what}
      <Toasts />
    </CardContext.Provider>,
  );

beforeEach(() => signedIn("relation.read"));
afterEach(async () => {
  vi.unstubAllGlobals();
  await forgetAll();
});

describe("copying", () => {
  it("says so when it is on the clipboard", async () => {
    const taken = taking();
    onCard(<AddressesBlock />);
    fireEvent.click(screen.getByRole("button", { name: "Copy" }));
    expect(await screen.findByText("The address is copied")).toBeTruthy();
    expect(taken).toEqual(["Acme\nGrote Markt 1"]);
  });

  it("does not leave who copies recovery codes in doubt", async () => {
    refusing();
    render(
      <>
        <RecoveryCodes codes={["7K2M-9QXD-41TB"]} email="ann@example.com" action="Done" onKept={() => {}} />
        <Toasts />
      </>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Copy" }));
    expect(await screen.findByText(/could not be copied: your browser/)).toBeTruthy();
    expect(screen.queryByText("Copied")).toBeNull();
  });

  it("says that it was refused, and not that it is there", async () => {
    refusing();
    onCard(null);
    await copy("Acme", "Acme is copied", { short: true });
    expect(await screen.findByText("This could not be copied: Acme")).toBeTruthy();
    expect(screen.queryByText("Acme is copied")).toBeNull();
  });

  it("says so too where a browser has no clipboard for this page", async () => {
    clipboard(undefined);
    onCard(null);
    await copy("A link", "The link is there", { short: true });
    expect(await screen.findByText("This could not be copied: A link")).toBeTruthy();
    expect(screen.queryByText("The link is there")).toBeNull();
  });

  it("tells the address of a dossier that could not be copied", async () => {
    refusing();
    serve({ "GET /v1/relations/{id}/dossier-address": { address: "acme+1@relata.example" } });
    onCard(<MoreMenu />);
    fireEvent.click(screen.getByRole("menuitem", { name: "Copy the dossier’s mail address", hidden: true }));
    expect(await screen.findByText("This could not be copied: acme+1@relata.example")).toBeTruthy();
    expect(screen.queryByText(/what is mailed to acme/)).toBeNull();
  });
});
