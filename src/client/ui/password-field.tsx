import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

/** A password with a button that shows what was typed. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'suffix' | 'isMultiline'>) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      suffix={
        <IconButton
          icon={isShown ? <EyeOff /> : <Eye />}
          label={isShown ? 'Hide password' : 'Show password'}
          size="small"
          isPressed={isShown}
          onPress={() => setShown(!isShown)}
        />
      }
    />
  );
}
