/** The words of presence. */
export const presenceTexts = {
  status: { online: 'Online', away: 'Away', offline: 'Offline' },
  unavailable: 'Not available',
} as const;
