import { useState } from "preact/hooks";
import type { Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { type RecordOf, searchRecords } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { RecordDialog } from "@/editing/index.ts";
import { To } from "@/fields/value_parts.tsx";
import { Badge } from "@/shared/badge.tsx";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { money, number } from "@/words/format.ts";
import { useCard } from "../card.ts";
import { w } from "../words.ts";

type Supply = RecordOf & Partial<Schemas["SupplyRecord"]>;

/** What a relation supplies, or who supplies a product, and for how much. */
export function SuppliesTab() {
  const { record, type, open } = useCard();
  const [editing, setEditing] = useState<Supply | null>(null);
  const field = type === "product" ? "product" : "supplier";
  const asked = useQuery(`/v1/supplies?${field}=${record.id}`, () =>
    searchRecords<Supply>("supplies", { criteria: { field, op: "eq", value: record.id }, limit: 200 }),
  );
  const add = may("supply.create") && !record.archived_at && (
    <Button icon="plus" onClick={() => open({ what: "supply" })}>
      {w("supply")}
    </Button>
  );
  const done = () => {
    setEditing(null);
    void asked.reload();
  };
  return (
    <Shown asked={asked}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty title={w(type === "product" ? "suppliedByNobody" : "suppliesNothing")} action={add} />
        ) : (
          <div class="stack">
            <div class="scroll-x">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{w(type === "product" ? "supplier" : "product")}</th>
                    <th scope="col">{w("theirNumber")}</th>
                    <th scope="col" class="number">
                      {w("price")}
                    </th>
                    <th scope="col" class="number">
                      {w("leadTime")}
                    </th>
                    <th scope="col">
                      <span class="unseen">{w("edit")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.map((each) => (
                    <SupplyRow key={each.id} supply={each} ofProduct={type === "product"} onEdit={setEditing} />
                  ))}
                </tbody>
              </table>
            </div>
            <div class="actions">{add}</div>
            {editing && <RecordDialog type="supply" record={editing} onDone={done} onClose={() => setEditing(null)} />}
          </div>
        )
      }
    </Shown>
  );
}

type Row = { supply: Supply; ofProduct: boolean; onEdit: (supply: Supply) => void };

function SupplyRow({ supply, ofProduct, onEdit }: Row) {
  const other = ofProduct ? supply.supplier : supply.product;
  return (
    <tr>
      <td>
        {other && <To link={other} />} {supply.preferred && <Badge tone="good">{w("preferred")}</Badge>}
      </td>
      <td>{supply.number}</td>
      <td class="number">
        {supply.price && money(supply.price)}
        {supply.unit && <span class="faint"> / {supply.unit}</span>}
      </td>
      <td class="number">{supply.lead_time != null && w("days", { n: Number(number(supply.lead_time)) })}</td>
      <td>
        {may("supply.edit") && (
          <Button
            kind="quiet"
            icon="edit"
            label={`${w("edit")}: ${other?.title ?? ""}`}
            onClick={() => onEdit(supply)}
          />
        )}
      </td>
    </tr>
  );
}
