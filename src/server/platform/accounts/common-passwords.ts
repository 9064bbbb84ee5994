/** Stems and long forms that every list of stolen passwords has near its top, folded; shorter ones cannot be chosen at all. */
const LIST = `
password passwort passw0rd motdepasse contrasena senha parola wachtwoord geheim secret kennwort zugang
passwordpassword password1234 mypassword yourpassword thispassword newpassword changeme changemenow letmein letmeinnow welcome
willkommen bienvenue welcomehome welcomeback iloveyou iloveyousomuch iloveyouforever ichliebedich jetaime loveyou lovelove
admin administrator adminadmin superadmin rootroot superuser sysadmin useruser guestguest testtest testuser default
qwerty qwertyuiop qwertyqwerty qwertyuiopasdf qwertz qwertzuiop azerty azertyuiop asdfghjkl zxcvbnm yxcvbnm qazwsx qazwsxedc
1qaz2wsx3edc 1qaz2wsx3edc4rfv 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i q1w2e3r4t5y6 1q2w3e4r 1qaz2wsx zaq12wsx zaq1zaq1 qwe123qwe123 asd123asd123
qwerty123456 qwertyuiop123 qwertyuiop1234 123qweasdzxc qweasdzxc qweasdzxc123 123456qwerty 1234qwerasdf 1234qwerasdfzxcv
abc123abc123 abcd1234abcd abcdefg12345 a1b2c3d4e5f6 aa123456aa 123abc123abc abcabcabc
123123123123 121212121212 123321123321 147258369147 159357159357 112233445566 987654321987 012345678910 123456789101112 1234567890123
football baseball basketball superman batman spiderman dragon monkey princess sunshine shadow master trustno1 starwars
pokemon michael jennifer jordan charlie ashley daniel jessica michelle hannah liverpool arsenal chelsea barcelona
mustang harley cookie summer winter spring autumn sommer fruhling herbst january december monday friday
correcthorsebatterystaple opensesame startrek thequickbrownfox tobeornottobe maytheforcebewithyou nothingtosee blink182
computer internet samsung google facebook microsoft windows linkedin whatever access company business laboratory research
milestone milestoneplanner milestoneadmin milestonepassword planner project projectmanager
`;

export const commonPasswords: ReadonlySet<string> = new Set(LIST.split(/\s+/).filter((word) => word.length > 0));
