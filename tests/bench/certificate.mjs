/* certificate: one for the loopback, made now and thrown away with its
 * folder: a key in a repository would be trusted by somebody. */
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";

/* {key, cert, ca: the file whoever calls has to trust} */
export function makeCertificate(dir) {
	const key = join(dir, "key.pem"), ca = join(dir, "ca.pem");
	execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt",
		"ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
		"-subj", "/CN=127.0.0.1", "-addext",
		"subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", ca],
	{ stdio: "ignore" });
	chmodSync(ca, 0o644);
	return { key: readFileSync(key), cert: readFileSync(ca), ca };
}
