import { generateKeyPairSync, randomBytes } from "node:crypto";
import { md, pki } from "node-forge";

/** PEM texts of a certificate for 127.0.0.1 that nothing trusts unless it is told to, and of its key. */
export interface Certificate {
  cert: string;
  key: string;
}

const dayMs = 86_400_000;

/** Made anew for each test, for what speaks HTTPS only: no key lies in the repository. */
export function makeCertificate(): Certificate {
  const { privateKey: key, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // Positive, as a serial number has to be.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  certificate.validity.notBefore = new Date(Date.now() - dayMs);
  certificate.validity.notAfter = new Date(Date.now() + dayMs);
  const name = [{ name: "commonName", value: "127.0.0.1" }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  const ipAddress = 7;
  certificate.setExtensions([
    { name: "basicConstraints", cA: true, critical: true },
    { name: "subjectAltName", altNames: [{ type: ipAddress, ip: "127.0.0.1" }] },
  ]);
  certificate.sign(pki.privateKeyFromPem(key), md.sha256.create());
  return { cert: pki.certificateToPem(certificate), key };
}
