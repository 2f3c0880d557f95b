import type { LocalDate } from '#domain/calendar';
import type { Paper } from './paper.js';

/** Name that Factur-X 1.0 gives the file. */
const FILE = 'factur-x.xml';
const NAMESPACE = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#';

/**
 * Attaches an invoice's CII and says so in the metadata: with it the paper is Factur-X 1.0, profile EN 16931. Dates are
 * the invoice's: the same invoice gives the same bytes.
 */
export function attachCii(paper: Paper, cii: string, date: LocalDate): void {
  const at = new Date(`${date}T00:00:00Z`);
  const options = {
    name: FILE,
    type: 'application/xml',
    // The page and the file say the same (PDF/A-3, ISO 19005-3, annex E).
    relationship: 'Alternative',
    description: 'Factur-X EN 16931',
    creationDate: at,
    modifiedDate: at,
  };
  paper.file(Buffer.from(cii, 'utf8'), options);
  paper.appendXML(VALUES);
  paper.appendXML(SCHEMA);
}

const VALUES = `
        <rdf:Description rdf:about="" xmlns:fx="${NAMESPACE}">
            <fx:DocumentType>INVOICE</fx:DocumentType>
            <fx:DocumentFileName>${FILE}</fx:DocumentFileName>
            <fx:Version>1.0</fx:Version>
            <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>
        </rdf:Description>`;

const property = (name: string, description: string): string => `
                            <rdf:li rdf:parseType="Resource">
                                <pdfaProperty:name>${name}</pdfaProperty:name>
                                <pdfaProperty:valueType>Text</pdfaProperty:valueType>
                                <pdfaProperty:category>external</pdfaProperty:category>
                                <pdfaProperty:description>${description}</pdfaProperty:description>
                            </rdf:li>`;

/** PDF/A wants metadata described that it does not know (ISO 19005-3, 6.6.2.3). */
const SCHEMA = `
        <rdf:Description rdf:about=""
            xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas>
                <rdf:Bag>
                    <rdf:li rdf:parseType="Resource">
                        <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
                        <pdfaSchema:namespaceURI>${NAMESPACE}</pdfaSchema:namespaceURI>
                        <pdfaSchema:prefix>fx</pdfaSchema:prefix>
                        <pdfaSchema:property>
                            <rdf:Seq>${property('DocumentFileName', 'name of the embedded XML invoice file')}${property('DocumentType', 'INVOICE')}${property('Version', 'version of the Factur-X specification')}${property('ConformanceLevel', 'conformance level of the embedded invoice')}
                            </rdf:Seq>
                        </pdfaSchema:property>
                    </rdf:li>
                </rdf:Bag>
            </pdfaExtension:schemas>
        </rdf:Description>`;
