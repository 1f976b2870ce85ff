import { words } from "@/words/words.ts";

/** Of labels: who looks after them, how much they are used, and making one of two. */
export const b = words({
  noChoices: [
    "{type}: no lists of choices yet",
    "{type}: nog geen keuzelijsten",
    "{type}: noch keine Auswahllisten",
    "{type} : aucune liste de choix",
    "{type}: списков выбора нет",
  ],
  lookedAfter: [
    "Looked after by {name}",
    "Beheerd door {name}",
    "Betreut von {name}",
    "Géré par {name}",
    "Отвечает: {name}",
  ],
  mayAdd: [
    "May add: {names}",
    "Mogen toevoegen: {names}",
    "Dürfen ergänzen: {names}",
    "Peuvent ajouter : {names}",
    "Могут добавлять: {names}",
  ],
  administrators: ["administrators", "beheerders", "Administratoren", "administrateurs", "администраторы"],
  notCounted: [
    "How often each is used is known of indexed fields only.",
    "Hoe vaak elk wordt gebruikt is alleen van geïndexeerde velden bekend.",
    "Die Nutzung ist nur bei indizierten Feldern bekannt.",
    "L’usage n’est connu que des champs indexés.",
    "Частота известна только для индексируемых полей.",
  ],
  unused: ["not used", "niet gebruikt", "nicht genutzt", "inutilisé", "не используется"],
  merge: ["Merge", "Samenvoegen", "Zusammenführen", "Fusionner", "Объединить"],
  mergeInto: ["Merge into…", "Samenvoegen met…", "Zusammenführen mit…", "Fusionner avec…", "Объединить с…"],
  mergeTitle: [
    "Merge “{name}”",
    "“{name}” samenvoegen",
    "„{name}“ zusammenführen",
    "Fusionner « {name} »",
    "Объединить «{name}»",
  ],
  mergeMeans: [
    "{records} get “{target}” in place of “{source}”, which is archived. Views and rules follow.",
    "{records} krijgen “{target}” in plaats van “{source}”, dat wordt gearchiveerd. Weergaven en regels volgen.",
    "{records} erhalten „{target}“ statt „{source}“, das archiviert wird. Ansichten und Regeln folgen.",
    "{records} reçoivent « {target} » au lieu de « {source} », qui est archivé. Vues et règles suivent.",
    "{records} получат «{target}» вместо «{source}», который уйдёт в архив. Представления и правила последуют.",
  ],
});
