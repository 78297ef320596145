// The gateway under test: the one at GATEWAY_URL, or a `java -jar portkey.war` of our own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const war = fileURLToPath(new URL('../../sample-war/target/portkey.war', import.meta.url));

export async function startGateway() {
  if (process.env.GATEWAY_URL) return { url: process.env.GATEWAY_URL, close() {} };
  const java = process.env.JAVA_HOME ? `${process.env.JAVA_HOME}/bin/java` : 'java';
  const child = spawn(java, ['-jar', war, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = line.match(/http:\/\/127\.0\.0\.1:\d+/);
    if (address) {
      child.stdout.resume();
      return { url: address[0], close: () => child.kill() };
    }
  }
  throw new Error('the gateway did not start');
}
