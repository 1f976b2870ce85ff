import { useState } from "preact/hooks";
import { useQuery } from "@/api/query.ts";
import { listRecords, type Page, type RecordOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { RecordDialog } from "@/editing/index.ts";
import { Button } from "@/shared/button.tsx";
import { SelectField } from "@/shared/field.tsx";
import { Shown } from "@/shared/page.tsx";
import { roleName } from "@/shared/role_name.ts";
import { common } from "@/shared/words.ts";
import { compare } from "@/words/format.ts";
import { archive } from "./archiving.ts";
import { calledHere } from "./called_here.ts";
import { ProfileGrid } from "./profile_grid.tsx";
import { type Profile, useCatalog } from "./rights.ts";
import { r } from "./rights_words.ts";

export const useProfiles = () =>
  useQuery<Page<Profile>>("/v1/profiles", () => listRecords<Profile>("profiles", { limit: 200 }));

/** One profile at a time, as a grid of types by what may be done with them. */
export default function Profiles() {
  const profiles = useProfiles();
  const catalog = useCatalog();
  const [id, setId] = useState("");
  const [edited, setEdited] = useState<Profile | "new" | null>(null);
  const drop = ({ id: gone, name }: Profile) =>
    archive({ type: "profile", plural: "profiles", id: gone, name: roleName(gone, name) }, async () => {
      setId("");
      await profiles.reload();
    });
  const done = async (record: RecordOf) => {
    setEdited(null);
    await profiles.reload();
    setId(record.id);
  };
  return (
    <>
      <Shown asked={profiles} lines={8}>
        {({ data }) => {
          const sorted = [...data].sort((a, b) => compare(roleName(a.id, a.name), roleName(b.id, b.name)));
          const profile = sorted.find((each) => each.id === id) ?? sorted[0];
          return (
            <div class="stack">
              <div class="row tools">
                <SelectField
                  label={r("profile")}
                  value={profile?.id ?? ""}
                  onValue={setId}
                  options={sorted.map((each) => ({ value: each.id, label: roleName(each.id, each.name) }))}
                />
                {profile && may("profile.edit") && (
                  <Button icon="edit" onClick={() => setEdited(profile)}>
                    {r("nameAndAbout")}
                  </Button>
                )}
                {profile && may("profile.delete") && (
                  <Button
                    icon="archive"
                    label={`${common("archive")}: ${roleName(profile.id, profile.name)}`}
                    onClick={() => drop(profile)}
                  />
                )}
                {may("profile.create") && (
                  <Button icon="plus" onClick={() => setEdited("new")}>
                    {r("newProfile")}
                  </Button>
                )}
              </div>
              {typeof profile?.description === "string" && <p class="faint about">{profile.description}</p>}
              <Shown asked={catalog} lines={8}>
                {(known) =>
                  profile && <ProfileGrid key={profile.id} profile={profile} catalog={known.data} onDone={done} />
                }
              </Shown>
            </div>
          );
        }}
      </Shown>
      {edited && (
        <RecordDialog
          type="profile"
          fields={["name", "description"]}
          hint={calledHere(edited === "new" ? undefined : edited)}
          {...(edited === "new" ? {} : { record: edited })}
          onDone={done}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
