import { Button, type ButtonProps } from '#ui/button.tsx';
import { Tooltip } from '#ui/tooltip.tsx';

/** A button that shows an icon only: `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  side,
  variant = 'ghost',
  size = 'icon-sm',
  ...props
}: ButtonProps & { label: string; side?: 'top' | 'bottom' | 'left' | 'right' }) {
  return (
    <Tooltip label={label} side={side}>
      <Button variant={variant} size={size} aria-label={label} {...props} />
    </Tooltip>
  );
}
