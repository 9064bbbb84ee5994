/** The mark of the product: two bars that lead to a milestone. */
export function Logo({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--color-accent)" />
      <rect x="5" y="8" width="12" height="4" rx="2" fill="#fff" opacity="0.55" />
      <rect x="6" y="20" width="11" height="4" rx="2" fill="#fff" opacity="0.8" />
      <path
        d="M21.5 9.2a1.8 1.8 0 0 1 2.5 0l4.2 5.5a2.2 2.2 0 0 1 0 2.6L24 22.8a1.8 1.8 0 0 1-2.5 0l-4.2-5.5a2.2 2.2 0 0 1 0-2.6z"
        fill="#fff"
      />
    </svg>
  );
}
