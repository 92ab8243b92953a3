using System.Collections;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>
/// Says which properties a foreign object has, and nothing of what is in them. A file that was read without its header line, or with another separator, makes
/// property names of its first row: an address, a user name and a password. So a name is shown only where it is made of words that stand in headers.
/// </summary>
internal static class PropertyNames
{
    private const int Most = 12;
    private const string Separators = ";,\t|";
    private const string Hidden = "…";

    // Words of headers, not whole headers: Email Address, PrimarySmtpAddress, E-Mail-Adresse. Those of migration files, of Exchange and of directories.
    private static readonly HashSet<string> Words = new(
        ("""
        e email emails mail mails mailaddress emailaddress address addresses user username users login logon account name names upn principal primary secondary smtp proxy alias aliases
        password pass pwd display displayname first last given middle family surname full nick mailbox mailboxes exchange guid guids identity identities id ids object objectid external
        directory source target old new migration batch batches type status state summary count total synced finalized failed active created creation start started end date time
        retention policy policies tag tags link links action age limit for hold enabled disabled is default archive quota size item items folder folders path owner manager group groups
        organization organizational unit organisation company department division title office location city country region street phone mobile fax number employee
        endpoint endpoints server remote host port security notification notifications report comment notes description domain forest tenant license licenses sku
        recipient recipients member members role roles legacy dn distinguished sam on prem premises sync last modified when changed
        adresse adressen benutzer benutzername benutzerprinzipalname kennwort passwort postfach vorname nachname anzeigename konto anmeldename firma abteilung
        courriel courrier electronique électronique messagerie utilisateur nom prénom prenom mot passe motdepasse boîte boite lettres compte de d
        correo electronico electrónico direccion dirección usuario nombre contraseña contrasena clave buzón buzon apellido apellidos cuenta
        posta elettronica indirizzo utente nome cognome casella parola chiave
        correio eletronico eletrônico eletrónico endereço endereco utilizador usuário usuario senha caixa conta
        adres gebruiker gebruikersnaam wachtwoord postvak naam voornaam achternaam
        adress användare användarnamn lösenord postlåda namn bruger brugernavn adgangskode postkasse bruker brukernavn passord navn käyttäjä salasana sähköposti
        użytkownik użytkownika hasło nazwa skrzynka poczta heslo uživatel uživatelské jméno schránka jelszó felhasználó cím kullanıcı parola eposta posta şifre adı
        почта адрес пользователь имя пароль ящик логин メール アドレス メールアドレス ユーザー ユーザー名 パスワード 电子邮件 邮箱 地址 用户名 密码 이메일 주소 사용자 암호
        """).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the properties of an object, or of the keys of a hashtable.</summary>
    public static IReadOnlyList<string> Of(object source) => (source is PSObject wrapped ? wrapped.BaseObject : source) is IDictionary values
        ? [.. values.Keys.OfType<string>()]
        : [.. PSObject.AsPSObject(source).Properties.Select(property => property.Name)];

    /// <summary>Describes the names.</summary>
    /// <param name="names">The names of the properties.</param>
    public static string Describe(IReadOnlyList<string> names)
    {
        // Where one name is an address, no line of the file is a header.
        var shown = names.Any(IsData) ? [] : names.Select(Show).OfType<string>().Take(Most).ToList();
        var left = names.Count - shown.Count;
        return shown.Count == 0 ? DisplayText.Sentence(Messages.NamesHidden, left)
            : left == 0 ? string.Join(", ", shown)
            : DisplayText.Sentence(Messages.NamesAndMore, string.Join(", ", shown), left);
    }

    /// <summary>What to do about the file; null where the names do not tell.</summary>
    /// <param name="names">The names of the properties.</param>
    public static string? Advice(IReadOnlyList<string> names)
    {
        var separator = names.Count == 1 ? names[0].FirstOrDefault(letter => Separators.IndexOf(letter) >= 0) : default;
        return names.Any(IsData) ? Messages.AdviceHeaderMissing
            : separator == '\t' ? DisplayText.Sentence(Messages.AdviceSeparator, "`t")
            : separator != default ? DisplayText.Sentence(Messages.AdviceSeparator, separator.ToString())
            : null;
    }

    // What REST says about a property has a name like ArchiveGuid@data.type.
    private static bool IsData(string name) =>
        name.IndexOf('@') >= 0 && !Array.Exists(new[] { "@data.", "@odata.", "@adminapi." }, mark => name.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);

    // A header with another separator is one name: each of its parts is shown or hidden for itself.
    private static string? Show(string name)
    {
        var text = new System.Text.StringBuilder();
        var start = 0;
        var known = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i < name.Length && Separators.IndexOf(name[i]) < 0)
            {
                continue;
            }

            var part = name.Substring(start, i - start);
            var isHeader = IsHeader(part);
            known += isHeader ? 1 : 0;
            _ = text.Append(isHeader ? part.Trim() : part.Trim().Length == 0 ? "" : Hidden).Append(i < name.Length ? name[i] : '\0');
            start = i + 1;
        }

        return known > 0 ? DisplayText.Escape(text.ToString().TrimEnd('\0')) : null;
    }

    private static bool IsHeader(string part)
    {
        var words = WordsOf(part).ToList();
        return words.Count > 0 && words.TrueForAll(Words.Contains);
    }

    // Words end at anything but a letter, and where a capital follows a small letter or begins a word after an abbreviation (SMTPAddress).
    private static IEnumerable<string> WordsOf(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isEnd = i == text.Length || IsMark(text[i])
                || (i > start && char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]))));
            if (!isEnd)
            {
                continue;
            }

            if (i > start)
            {
                yield return text.Substring(start, i - start);
            }

            start = i < text.Length && IsMark(text[i]) ? i + 1 : i;
        }
    }

    private static bool IsMark(char letter) => letter is ' ' or '-' or '_' or '.' or ':' or '(' or ')' or '\'' or '\u2019' or '"' or '\uFEFF' or '*' or '#' or '/';
}
