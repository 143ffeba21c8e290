// The bodies of the fields that are added to a message that is sent without them.

/** RFC 5322 3.3, with the zone of this machine. @param zone minutes that local time is ahead of UTC. */
export function dateValue(time: number, zone = -new Date(time).getTimezoneOffset()): string {
  const [day = '', date = '', month = '', year = '', clock = ''] = new Date(time + zone * 60_000)
    .toUTCString()
    .split(' ');
  const digits = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.abs(zone);
  const sign = zone < 0 ? '-' : '+';
  return `${day} ${Number(date)} ${month} ${year} ${clock} ${sign}${digits(Math.floor(minutes / 60))}${digits(minutes % 60)}`;
}

/**
 * RFC 5322 3.6.4, in brackets.
 * @param unique letters, digits and hyphens that are nowhere else.
 * @param sender an address, whose domain stands in it; without one, it stands for no host.
 */
export function messageIdValue(unique: string, sender: string | undefined): string {
  const domain = /@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i.exec(sender ?? '')?.[1] ?? 'localhost';
  return `<${unique}@${domain}>`;
}
