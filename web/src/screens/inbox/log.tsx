import { useState } from "preact/hooks";
import { api, got, type Schemas } from "@/api/client.ts";
import { useQuery } from "@/api/query.ts";
import { screenOf } from "@/api/records.ts";
import { whyHere } from "@/mail/why.ts";
import { Button } from "@/shared/button.tsx";
import { Empty, Shown } from "@/shared/page.tsx";
import { complain } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { moment } from "@/words/format.ts";
import { i } from "./words.ts";

type Log = Schemas["MailLog"];
const PATH = "/v1/mail-log";

/** What became of each mail that came in, and why. */
export function MailLog() {
  const [older, setOlder] = useState<Log[]>([]);
  const asked = useQuery(PATH, (signal) => got(api.GET(PATH, { params: { query: { limit: 50 } }, signal })));
  const cursor = (older.at(-1) ?? asked.data)?.page.next_cursor ?? null;
  const more = () =>
    got(api.GET(PATH, { params: { query: { limit: 50, cursor } } })).then(
      (page) => setOlder((before) => [...before, page]),
      complain,
    );
  return (
    <Shown asked={asked} lines={8}>
      {({ data }) => {
        const rows = [...data, ...older.flatMap((page) => page.data)];
        if (!rows.length) return <Empty title={i("noLog")} />;
        return (
          <div class="stack">
            <div class="scroll-x mail-log">
              <table>
                <thead>
                  <tr>
                    {(["at", "from", "subject", "outcome"] as const).map((each) => (
                      <th key={each} scope="col">
                        {i(each)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.at} ${row.message_id}`}>
                      <td class="nowrap">{moment(row.at)}</td>
                      <td>{row.from}</td>
                      <td>
                        {row.activity ? (
                          <a href={screenOf(row.activity) ?? "#"}>{row.subject || i("noSubject")}</a>
                        ) : (
                          row.subject || i("noSubject")
                        )}
                      </td>
                      <td>
                        {whyHere(row.rule, row.why)}
                        {row.faults.length > 0 && <span class="faint small"> {row.faults.join(", ")}</span>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {cursor && (
              <div>
                <Button onClick={more}>{common("more")}</Button>
              </div>
            )}
          </div>
        );
      }}
    </Shown>
  );
}
