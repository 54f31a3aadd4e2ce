/* drip: clients that send a POST's body a byte at a time. */
import { connect } from "node:net";

const STEP_MS = 500, AGAIN_MS = 100;

function head(network, host) {
	return `POST /lp/t HTTP/1.1\r\nHost: ${host}\r\n`
		+ `X-Forwarded-For: ${network}\r\nContent-Length: 700\r\n`
		+ "Content-Type: text/plain\r\n\r\n";
}

class Dripper {
	constructor(url, network) {
		this.url = new URL(url);
		this.network = network;
		this.begin();
	}

	begin() {
		this.socket = connect(this.url.port, this.url.hostname);
		this.socket.on("error", () => this.socket.destroy());
		this.socket.on("data", () => this.socket.destroy());
		this.socket.on("close", () => {
			clearInterval(this.timer);
			if (!this.ended)
				this.again = setTimeout(() => this.begin(),
					AGAIN_MS);
		});
		this.socket.write(head(this.network, this.url.host));
		this.timer = setInterval(() => this.socket.write("{"),
			STEP_MS);
	}

	end() {
		this.ended = true;
		clearTimeout(this.again);
		clearInterval(this.timer);
		this.socket.destroy();
	}
}

/* `count` of them, each from a network of its own that changes with `turn`:
 * one that came before may be refused at once. Ends them when called. */
export function startDripping(url, count, turn) {
	const drippers = [];
	for (let i = 0; i < count; i++)
		drippers.push(new Dripper(url,
			`10.${turn}.${i >> 8}.${i & 255}`));
	return () => drippers.forEach((dripper) => dripper.end());
}
