/** The words of presence. */
export const presenceTexts = {
  status: { online: 'Online', away: 'Away', offline: 'Offline' },
  unavailable: 'Not available',
  available: 'Available to customers',
  setFailed: 'That could not be changed.',
} as const;
