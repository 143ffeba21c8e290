// Why a goal is not met, by goal: what the profile shows and what it costs. Printed for goals that are not met.

export const notes: Readonly<Record<string, string>> = {};
