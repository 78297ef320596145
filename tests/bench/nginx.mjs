// Writes the configuration of the two nginx processes: the mock of a provider, and the proxy that is the yardstick.
// nginx.mjs mock PORT | nginx.mjs proxy PORT MOCK_PORT STREAM_PORT
import { messagesReply, chatReply } from './bodies.mjs';

const [role, port, mockPort, streamPort] = process.argv.slice(2);

const reply = (path, body) => `
    location = ${path} { default_type application/json; return 200 '${JSON.stringify(body)}'; }`;

const mock = `
  server {
    listen 127.0.0.1:${port} backlog=4096;
    ${reply('/v1/chat/completions', chatReply)}
    ${reply('/v1/messages', messagesReply)}
  }`;

const upstream = (name, to) => `
  upstream ${name} { server 127.0.0.1:${to}; keepalive 256; keepalive_requests 100000000; }`;

const proxy = `
  ${upstream('mock', mockPort)}
  ${upstream('streams', streamPort)}
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location / { proxy_pass http://mock; }
    location /streams/ { proxy_pass http://streams; proxy_buffering off; }
  }`;

console.log(`daemon off;
worker_processes 2;
worker_rlimit_nofile 16384;
pid nginx-${role}.pid;
error_log nginx-${role}.log warn;
events { worker_connections 8192; }
http {
  access_log off;
  keepalive_requests 100000000;
  keepalive_timeout 600s;
  client_body_temp_path tmp-${role}-body;
  proxy_temp_path tmp-${role}-proxy;
  fastcgi_temp_path tmp-${role}-fastcgi;
  uwsgi_temp_path tmp-${role}-uwsgi;
  scgi_temp_path tmp-${role}-scgi;
  ${role === 'mock' ? mock : proxy}
}`);
