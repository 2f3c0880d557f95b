import type { IssuedDocument } from '../shape/index.js';
import { textPiece, type Piece } from './piece.js';
import type { Listed } from './zip-pieces.js';

const README = (of: string): string => `DOSSIER DE PREUVE / EVIDENCE BUNDLE: ${of}

FRANCAIS
Piste d'audit fiable (CGI art. 289 VII) : contrat -> usage -> document -> paiement.
  events/contracts-and-prices.ndjson  partie, contrats, accords et prix connus a l'arrete
  usage/heaters.csv, usage/sealed.csv usage derriere chaque ligne ; preuves scellees, par index et empreinte
  events/periods.ndjson               arrete et sceau des mois
  document/                           les fichiers emis, et leurs lignes
  events/document.ndjson              emission, fichiers, envois, litiges, statuts des plateformes
  events/settlements.ndjson           encaissements, paiements, compensations, avoirs, et leurs ecritures
  cited/<numero>/                     chaque document cite (remplace, corrige) : fichiers, evenements, reglements
Verifier :
  1. Dans ce dossier : sha256sum -c SHA256SUMS
  2. Chaque ligne .ndjson est une ligne du journal : elle est egale, octet pour octet, a celle que donne
     GET /v1/events?from=<index>&limit=1 ; manifest.json donne les index.
  3. usage/sealed.csv : l'empreinte est celle de la ligne du journal a cet index (sans saut de ligne).
     usageHash dans PeriodClosed est celle des textes "data" des UsageSealed du mois, un par ligne.
  4. Chaque fichier de document/ et de cited/ a l'empreinte que dit son DocumentRendered.
  5. Montant d'une ligne = prix x quantite / base, arrondi au centime ; total = somme des lignes + TVA par taux.
Les noms de personnes restent scelles dans les evenements ; seuls les fichiers remis au destinataire les montrent.

ENGLISH
Reliable audit trail (CGI art. 289 VII): contract -> usage -> document -> payment.
  events/contracts-and-prices.ndjson  party, contracts, agreements and prices as known at the cut
  usage/heaters.csv, usage/sealed.csv usage behind each line; the sealed evidence, by index and hash
  events/periods.ndjson               cut and seal of the months
  document/                           the files as issued, and their lines
  events/document.ndjson              issue, files, dispatches, disputes, statuses of platforms
  events/settlements.ndjson           receipts, payments, set-offs, credits, and their entries
  cited/<number>/                     each document it cites (replaced, corrected): files, events, settlements
To check it:
  1. In this folder: sha256sum -c SHA256SUMS
  2. Every .ndjson line is a line of the log: equal byte for byte to what
     GET /v1/events?from=<index>&limit=1 gives; manifest.json has the indexes.
  3. usage/sealed.csv: the hash is that of the log's line at that index (without its newline).
     usageHash in PeriodClosed is that of the "data" texts of the month's UsageSealed events, one a line.
  4. Every file in document/ and cited/ has the hash that its DocumentRendered says.
  5. Amount of a line = price x quantity / base, rounded to the cent; total = sum of the lines + VAT per rate.
Names of people stay sealed in the events; only the files as their reader got them show them.
`;

/** README, manifest and list of hashes: what makes a bundle checkable without us. */
export function closingOf({ series, number }: IssuedDocument, listed: readonly Listed[]): Piece[] {
  const of = `${series}/${number}`;
  const manifest = { document: of, format: 'heatledger-evidence-1', pieces: listed };
  const sums = listed.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
  return [
    textPiece('manifest.json', 'every piece with its SHA-256 and its indexes in the log', [
      `${JSON.stringify(manifest, null, 2)}\n`,
    ]),
    textPiece('SHA256SUMS', 'for sha256sum -c', [sums]),
    textPiece('README.txt', 'how to check it', [README(of)]),
  ];
}
