// The configuration of the Dovecot that the tests start: IMAP, POP3 and LMTP on loopback, Maildir, all mechanisms.

import { badHosts } from './certificates.ts';
import { usersFile } from './layout.ts';
import type { Layout } from './layout.ts';

export function dovecotConfig(layout: Layout): string {
  const { folder, user, ports, domain } = layout;
  const users = usersFile(layout);
  return `
protocols = imap pop3 lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log/dovecot.log
hostname = mail.example.test
default_internal_user = ${user.name}
default_internal_group = ${user.group}
default_login_user = ${user.name}
first_valid_uid = 1
first_valid_gid = 1
default_vsz_limit = 1G
shutdown_clients = yes

ssl = yes
ssl_cert = <${folder}/tls/server.crt
ssl_key = <${folder}/tls/server.key
ssl_min_protocol = TLSv1.2
local_name ${badHosts.expired} {
  ssl_cert = <${folder}/tls/expired.crt
  ssl_key = <${folder}/tls/expired.key
}
local_name ${badHosts.wrong} {
  ssl_cert = <${folder}/tls/wrong.crt
  ssl_key = <${folder}/tls/wrong.key
}
disable_plaintext_auth = yes
haproxy_trusted_networks = 127.0.0.1
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256 oauthbearer xoauth2
auth_username_format = %Ln
auth_failure_delay = 0
auth_verbose = yes

passdb {
  driver = passwd-file
  args = scheme=PLAIN ${users}
  mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}
userdb {
  driver = passwd-file
  args = ${users}
}

mail_location = maildir:~/Maildir
mailbox_list_index = yes
mail_attribute_dict = file:%h/dovecot-attributes
mail_plugins = quota
mail_max_userip_connections = 200
mail_fsync = never
plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_grace = 0
}
namespace inbox {
  inbox = yes
  separator = /
${['Drafts', 'Sent', 'Trash', 'Junk', 'Archive'].map(specialFolder).join('\n')}
}
protocol imap {
  mail_plugins = $mail_plugins imap_quota
  imap_metadata = yes
  imap_idle_notify_interval = 29 mins
}
protocol pop3 {
  pop3_uidl_format = %08Xu%08Xv
  pop3_no_flag_updates = yes
}
protocol lmtp {
  postmaster_address = postmaster@${domain}
}
lmtp_save_to_detail_mailbox = yes
recipient_delimiter = +

# Defaults that need root, or only cost time.
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
${loginService('imap', ports.imap, ports.imaps, ports.imapProxied)}
${loginService('pop3', ports.pop3, ports.pop3s, ports.pop3Proxied)}
service imap {
  process_limit = 1024
}
service lmtp {
  user = ${user.name}
  unix_listener lmtp {
    mode = 0600
  }
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service auth {
  user = ${user.name}
  unix_listener auth-userdb {
    mode = 0600
  }
  unix_listener auth-exim {
    mode = 0600
  }
}
service auth-worker {
  user = ${user.name}
}
service dict {
  unix_listener dict {
    mode = 0600
  }
}
`;
}

/** How Dovecot asks whether an access token is good. */
export function dovecotTokenConfig({ ports }: Layout): string {
  return `
introspection_mode = post
introspection_url = http://127.0.0.1:${ports.tokens}/introspect
username_attribute = username
active_attribute = active
active_value = true
timeout_msecs = 3000
openid_configuration_url = http://127.0.0.1:${ports.tokens}/.well-known/openid-configuration
`;
}

function specialFolder(name: string): string {
  return `  mailbox ${name} {
    auto = create
    special_use = \\${name}
  }`;
}

function loginService(name: string, clear: number, tls: number, proxied: number): string {
  return `service ${name}-login {
  chroot =
  service_count = 0
  inet_listener ${name} {
    port = ${clear}
  }
  inet_listener ${name}_haproxy {
    port = ${proxied}
    haproxy = yes
  }
  inet_listener ${name}s {
    port = ${tls}
    ssl = yes
  }
}`;
}
