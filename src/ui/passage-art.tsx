/** A picture of what the product does: an answer, and the passage that it stands on. Only for the eyes. */
export function PassageArt({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 420 230" aria-hidden="true" className={className}>
      <g fill="var(--card)" stroke="var(--border)">
        <rect x="180.5" y="0.5" width="200" height="229" rx="10" />
        <rect x="0.5" y="70.5" width="230" height="104" rx="14" />
      </g>
      <g stroke="var(--border)" strokeWidth="6" strokeLinecap="round">
        <path d="M204 28h74" stroke="var(--input)" />
        <path d="M204 50h150M204 68h138" />
        <path d="M254 154h94M254 172h104M254 190h60" />
      </g>
      <g stroke="var(--mark)" strokeWidth="16" strokeLinecap="round">
        <path d="M258 100h94M258 122h64" />
      </g>
      <g stroke="var(--mark-foreground)" strokeOpacity="0.35" strokeWidth="5" strokeLinecap="round">
        <path d="M258 100h94M258 122h64" />
      </g>
      <g stroke="var(--input)" strokeWidth="6" strokeLinecap="round">
        <path d="M22 98h170M22 118h182M22 138h96" />
      </g>
      <rect x="130" y="128" width="22" height="20" rx="6" fill="var(--primary)" />
      <path
        d="M139 134.5l3-2v11"
        fill="none"
        stroke="var(--primary-foreground)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="M153 138C190 138 196 100 240 100"
        fill="none"
        stroke="var(--primary)"
        strokeWidth="1.5"
        strokeDasharray="3 4"
      />
    </svg>
  );
}
