// The configuration of the Exim that the tests start: delivery to Dovecot, submission, recipients that refuse.

import { badHosts } from './certificates.ts';
import { usersFile } from './layout.ts';
import type { Layout } from './layout.ts';

export function eximConfig(layout: Layout): string {
  const { folder, user, ports, domain } = layout;
  const tls = (kind: 'crt' | 'key'): string => {
    const named = (host: string, file: string, other: string): string =>
      `\${if eq{$tls_in_sni}{${host}}{${folder}/tls/${file}.${kind}}{${other}}}`;
    const good = `${folder}/tls/server.${kind}`;
    return named(badHosts.expired, 'expired', named(badHosts.wrong, 'wrong', good));
  };
  return `
primary_hostname = mail.example.test
spool_directory = ${folder}/exim
log_file_path = ${folder}/log/exim-%slog
pid_file_path = ${folder}/run/exim.pid
log_selector = +all_parents +tls_cipher +smtp_protocol_error +smtp_syntax_error
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${[ports.smtp, ports.submission, ports.smtps, ports.smtpPlain].join(' : ')}
tls_on_connect_ports = ${ports.smtps}
domainlist local_domains = ${domain}
keep_environment =
exim_path = ${folder}/exim/exim4
# Exim lets only an admin user start a daemon; the group makes it one.
admin_groups = ${user.group}
exim_user = ${user.name}
exim_group = ${user.group}
deliver_drop_privilege = true
tls_certificate = ${tls('crt')}
tls_privatekey = ${tls('key')}
tls_advertise_hosts = \${if eq{$received_port}{${ports.smtpPlain}}{}{*}}
auth_advertise_hosts = \${if or{{!eq{$tls_in_cipher}{}}{eq{$received_port}{${ports.smtpPlain}}}}{*}{}}
smtp_banner = $primary_hostname ESMTP test server
smtp_receive_timeout = 5m
message_size_limit = 20M
rfc1413_query_timeout = 0s
host_lookup =
helo_lookup_domains =
dkim_verify_signers =
smtp_accept_max = 200
smtp_accept_queue_per_connection = 0
smtp_enforce_sync = true
pipelining_advertise_hosts = *
chunking_advertise_hosts = *
prdr_enable = true
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
accept_8bitmime = true
ignore_bounce_errors_after = 0s
qualify_domain = ${domain}
acl_smtp_mail = acl_mail
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
acl_smtp_vrfy = acl_vrfy

begin acl
acl_mail:
  deny message = 530 5.7.0 Authentication required
       condition = \${if or{{eq{$received_port}{${ports.submission}}}{eq{$received_port}{${ports.smtps}}}}}
       !authenticated = *
  deny  message = 550 5.7.1 <$sender_address>: Sender address rejected: not owned by user
       condition = \${if eq{\${local_part:$sender_address}}{stranger}}
  accept
acl_rcpt:
  defer message = 451 4.7.1 Greylisted, try again later
       local_parts = greylist
  defer message = 452 4.2.2 Mailbox full
       local_parts = full
  defer message = 421 4.3.2 Closing connection on request
       local_parts = drop
  defer message = 452 4.5.3 Too many recipients
       local_parts = many
       condition = \${if >{$rcpt_count}{1}}
  warn  local_parts = slow
       delay = 3s
  accept local_parts = slow : baddata : vanish : many : busydata : large
       domains = +local_domains
  accept domains = +local_domains
       verify = recipient
  deny  message = 550 5.1.1 <$local_part@$domain>: Recipient address rejected: User unknown
       domains = +local_domains
  deny  message = 550 5.7.1 Relaying denied
acl_data:
  deny  message = 554 5.7.1 Message rejected by content filter\\nsee http://localhost/why
       condition = \${if match{$recipients}{baddata@}}
  defer message = 451 4.3.0 Try again later
       condition = \${if match{$recipients}{busydata@}}
  deny  message = 552 5.3.4 Message size exceeds fixed limit
       condition = \${if match{$recipients}{large@}}
# The process that holds the connection is gone before it has answered.
  warn  condition = \${if match{$recipients}{vanish@}}
       set acl_m_gone = \${run{/bin/kill -9 $pid}}
  accept
acl_vrfy:
  accept

begin routers
blackhole:
  driver = redirect
  local_parts = slow : baddata : vanish : many : busydata : large
  data = :blackhole:
users:
  driver = accept
  domains = +local_domains
  local_parts = lsearch;${usersFile(layout)}
  local_part_suffix = +*
  local_part_suffix_optional
  transport = dovecot_lmtp
  cannot_route_message = Unknown user

begin transports
dovecot_lmtp:
  driver = lmtp
  socket = ${folder}/run/lmtp
  batch_max = 50
  rcpt_include_affixes
  return_path_add = false
  envelope_to_add = true
  user = ${user.name}
  group = ${user.group}

begin retry
* * F,2m,5s; F,1h,1m

begin authenticators
${layout.dovecotAuth ? authenticatedByDovecot(folder) : authenticatedByFile(usersFile(layout))}
`;
}

function authenticatedByDovecot(folder: string): string {
  return ['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'OAUTHBEARER']
    .map(
      (mechanism) => `
dovecot_${mechanism.toLowerCase().replace('-', '_')}:
  driver = dovecot
  public_name = ${mechanism}
  server_socket = ${folder}/run/auth-exim
  server_set_id = $auth1
`,
    )
    .join('');
}

function authenticatedByFile(users: string): string {
  const password = (user: string): string =>
    `\${sg{\${extract{1}{:}{\${lookup{\${sg{${user}}{@.*}{}}}lsearch{${users}}}}}}{^.PLAIN.}{}}`;
  const matches = (user: string, said: string): string =>
    `\${if and{{!eq{${said}}{}}{eq{${said}}{${password(user)}}}}}`;
  return `
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${matches('$auth2', '$auth3')}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${matches('$auth1', '$auth2')}
  server_set_id = $auth1
cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${if eq{${password('$auth1')}}{}{fail}{${password('$auth1')}}}
  server_set_id = $auth1
`;
}
