import { words } from "@/words/words.ts";

/** What went wrong while signing in, and what to do. */
export const r = words({
  wrongPassword: [
    "The e-mail address or the password is not right.",
    "Het e-mailadres of het wachtwoord klopt niet.",
    "E-Mail-Adresse oder Passwort stimmt nicht.",
    "L’adresse e-mail ou le mot de passe est incorrect.",
    "Неверный адрес или пароль.",
  ],
  wrongCode: [
    "The code is not right, or was used before. Take the next one that your app shows.",
    "De code klopt niet, of is al gebruikt. Neem de volgende die uw app toont.",
    "Der Code stimmt nicht oder wurde schon benutzt. Nehmen Sie den nächsten, den Ihre App zeigt.",
    "Le code est incorrect ou a déjà servi. Prenez le suivant affiché par l’application.",
    "Код неверен или уже использован. Введите следующий.",
  ],
  tooSlow: [
    "That took too long. Type your password once more.",
    "Dat duurde te lang. Typ uw wachtwoord nog eens.",
    "Das hat zu lange gedauert. Geben Sie Ihr Passwort noch einmal ein.",
    "C’était trop long. Saisissez encore votre mot de passe.",
    "Прошло слишком много времени. Введите пароль ещё раз.",
  ],
  wait: [
    "Too many attempts. Try again in {seconds#second|seconds}.",
    "Te veel pogingen. Probeer het over {seconds#seconde|seconden} opnieuw.",
    "Zu viele Versuche. Versuchen Sie es in {seconds#Sekunde|Sekunden} erneut.",
    "Trop d’essais. Réessayez dans {seconds#seconde|secondes}.",
    "Слишком много попыток. Повторите через {seconds#секунду|секунды|секунд}.",
  ],
  noTenant: [
    "You have no access to an organisation any more. Ask its administrator.",
    "U hebt geen toegang meer tot een organisatie. Vraag het de beheerder.",
    "Sie haben keinen Zugang mehr zu einer Organisation. Fragen Sie die Administration.",
    "Vous n’avez plus accès à aucune organisation. Adressez-vous à l’administrateur.",
    "У вас больше нет доступа к организации. Обратитесь к администратору.",
  ],
  noNetwork: [
    "Relata cannot be reached. Check your connection and try again.",
    "Relata is niet bereikbaar. Controleer uw verbinding en probeer het opnieuw.",
    "Relata ist nicht erreichbar. Prüfen Sie Ihre Verbindung.",
    "Relata est injoignable. Vérifiez votre connexion.",
    "Relata недоступна. Проверьте соединение.",
  ],
  missing: ["Fill this in", "Vul dit in", "Bitte ausfüllen", "À remplir", "Заполните"],
  too_short: [
    "Use at least 8 characters.",
    "Gebruik minstens 8 tekens.",
    "Verwenden Sie mindestens 8 Zeichen.",
    "Utilisez au moins 8 caractères.",
    "Не менее 8 знаков.",
  ],
  too_long: [
    "Use at most 256 characters.",
    "Gebruik hoogstens 256 tekens.",
    "Höchstens 256 Zeichen.",
    "Au plus 256 caractères.",
    "Не более 256 знаков.",
  ],
  too_common: [
    "Many people use this password. Choose another.",
    "Veel mensen gebruiken dit wachtwoord. Kies een ander.",
    "Dieses Passwort benutzen viele. Wählen Sie ein anderes.",
    "Beaucoup utilisent ce mot de passe. Choisissez-en un autre.",
    "Этот пароль слишком распространён. Выберите другой.",
  ],
  too_personal: [
    "It is little more than your name, your address or ours. Choose another.",
    "Het is weinig meer dan uw naam, uw adres of de onze. Kies een ander.",
    "Es ist kaum mehr als Ihr Name, Ihre Adresse oder die unsere. Wählen Sie ein anderes.",
    "Il se réduit presque à votre nom, votre adresse ou la nôtre. Choisissez-en un autre.",
    "Он почти совпадает с именем или адресом. Выберите другой.",
  ],
  wrong: ["This is not right", "Dit klopt niet", "Das stimmt nicht", "C’est incorrect", "Неверно"],
});
