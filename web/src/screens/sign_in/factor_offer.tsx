import { w } from "./words.ts";

type Offer = { secret: string; otpauth_uri: string; qr_svg: string };

/** The secret for an authenticator app: as a picture, as a link for the phone itself, as letters to type over. */
export function FactorOffer({ offer }: { offer: Offer }) {
  return (
    <div class="factor-offer">
      <img
        src={`data:image/svg+xml,${encodeURIComponent(standing(offer.qr_svg))}`}
        alt={w("picture")}
        width={200}
        height={200}
      />
      <details>
        <summary>{w("byHand")}</summary>
        <p>
          <code class="secret">{offer.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
        </p>
      </details>
      <a class="on-phone" href={offer.otpauth_uri}>
        {w("onThisPhone")}
      </a>
    </div>
  );
}

/** As a picture of its own an SVG must name its namespace. */
function standing(svg: string): string {
  return svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
}
