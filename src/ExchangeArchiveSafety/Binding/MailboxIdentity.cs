using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace ExchangeArchiveSafety;

/// <summary>
/// What names a mailbox: text (address, GUID, name), or any object that carries ExchangeGuid, PrimarySmtpAddress, UserPrincipalName or EmailAddress, as
/// Get-Mailbox, Get-EXOMailbox, Get-MigrationUser, Import-Csv and this module's verdicts do. Of the object nothing else is kept: rows of migration files hold
/// passwords.
/// </summary>
public sealed class MailboxIdentity
{
    // ExchangeGuid first: it is the only key that does not change.
    private static readonly string[] Keys =
        ["ExchangeGuid", "MailboxGuid", "PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "MailboxEmailAddress", "ExternalDirectoryObjectId"];

    // Graph knows people, not mailboxes: by user principal name and object id. An address is most often the user principal name as well.
    private static readonly string[] GraphKeys =
        ["UserPrincipalName", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "EmailAddress", "MailboxEmailAddress"];

    // Inventories name mailboxes by address.
    private static readonly string[] AddressKeys =
        ["PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "MailboxEmailAddress", "Mailbox"];

    // What the cmdlets promise to take; the others are what Exchange's objects carry besides.
    private static readonly string[] Expected = ["PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid"];

    // Every property that a name can be taken from.
    private static readonly string[] Said = [.. Keys.Concat(GraphKeys).Concat(AddressKeys).Append("Identity").Distinct()];

    // Nearly every object has an Identity, and nearly all of them are no mailboxes.
    private static readonly string[] OtherKinds =
        ["RetentionPolicyTagLinks", "RetentionAction", "RemoteServer", "MaxConcurrentMigrations", "GroupType", "FolderPath"];

    private MailboxIdentity(string text) => Text = text;

    /// <summary>What Exchange is asked for; empty where the value names nothing.</summary>
    public string Text { get; }

    /// <summary>What Graph is asked for: a user principal name or an object id; empty where the value carries neither.</summary>
    public string GraphUser { get; private init; } = "";

    /// <summary>What an inventory calls the mailbox, most likely; empty where the value carries no name.</summary>
    public string Address { get; private init; } = "";

    // Values of Core are kept apart from the class, which is loaded before Core is.
    private GivenVerdict? Verdict { get; init; }

    /// <summary>The state, where a verdict of this module was given; null otherwise.</summary>
    public ConflictState? State => Verdict?.State;

    /// <summary>How far the migration acts, where a verdict was given.</summary>
    public MigrationActivity MigrationActivity => Verdict?.Activity ?? default;

    /// <summary>Whether that verdict says that a tool feeds the mailbox which Exchange does not know.</summary>
    public bool ExternallyMigrating => Verdict?.IsExternal ?? false;

    /// <summary>What the verdict rests on, where one was given; null otherwise.</summary>
    internal string? Why => Verdict?.Why;

    /// <summary>How the mailbox is called in messages; empty where the value names none.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Why the value names no mailbox, and what to hand over instead.</summary>
    internal string Refusal { get; private init; } = "";

    /// <summary>What an error is about: the mailbox by its name, else this object. Never what was handed over.</summary>
    internal object Target => Name.Length > 0 ? Name : this;

    /// <summary>What Exchange is asked for.</summary>
    /// <exception cref="ExchangeCallException"><c>MailboxIdentityEmpty</c>: the value names no mailbox.</exception>
    internal string Required() => Text.Length > 0 ? Text : throw new ExchangeCallException(ErrorIds.MailboxIdentityEmpty, "Get-Mailbox", Refusal);

    /// <summary>What failed about a mailbox: what Exchange cannot find is, asked for by identity, a mailbox that does not exist.</summary>
    internal static ExchangeCallException Named(ExchangeCallException exception, string identity) =>
        exception.ErrorId == ErrorIds.ObjectNotFound ? NotFound(identity, exception) : exception;

    /// <summary>There is no such mailbox; what looks like a displayed name is told what to hand over instead. Quotes, brackets and SMTP: around an address are no part of it.</summary>
    internal static ExchangeCallException NotFound(string identity, Exception? inner = null) => new(
        ErrorIds.MailboxNotFound,
        "Get-Mailbox",
        DisplayText.Sentence(IsAddress(identity) || Guid.TryParse(identity, out _) ? Messages.MailboxNotFound : Messages.MailboxNotFoundByName, identity),
        inner);

    /// <summary>Reads one value.</summary>
    /// <param name="value">Text, GUID or object; null names nothing.</param>
    public static MailboxIdentity From(object? value)
    {
        var plain = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
            case DBNull:
                return OfText("");
            case MailboxIdentity identity:
                return identity;
            case string text:
                return OfText(text.Trim());
            case IFormattable number when number.GetType().IsPrimitive:
                // PowerShell passes a bare 12345 as a number; an alias may be one.
                return OfText(number.ToString(null, CultureInfo.InvariantCulture));
            case Guid guid:
                return OfText(guid.ToString());
            case ArchiveMigrationConflict verdict:
                return new(verdict.ExchangeGuid != Guid.Empty ? verdict.ExchangeGuid.ToString() : verdict.Identity)
                {
                    GraphUser = verdict.Identity,
                    Address = verdict.Identity,
                    Verdict = new(verdict.State, verdict.MigrationActivity, verdict.ExternallyMigrating, SuspensionChoice.Why(verdict)),
                    Name = verdict.Identity,
                };
        }

        return OfObject(plain is IDictionary values ? Row(values) : PSObject.AsPSObject(value!));
    }

    // A hashtable is a row whose columns are its keys.
    private static PSObject Row(IDictionary values)
    {
        var row = new PSObject();
        foreach (var name in values.Keys.OfType<string>().Where(name => name.Length > 0))
        {
            row.Properties.Add(new PSNoteProperty(name, values[name]));
        }

        return row;
    }

    private static MailboxIdentity OfText(string text)
    {
        if (IsLine(text))
        {
            return new("") { Refusal = Messages.IdentityIsLine };
        }

        var key = Guid.TryParse(text, out var parsed) && parsed == Guid.Empty ? "" : text;
        return new(key) { Name = text, GraphUser = key, Address = key, Refusal = DisplayText.Sentence(Messages.MailboxIdentityEmpty, text) };
    }

    // An address and then a separator: a line of a file, which may go on with a password, or several addresses.
    private static bool IsLine(string text) =>
        text.IndexOf('@') is var at && at >= 0 && text.IndexOf('=') < 0 && text.IndexOfAny([';', ',', '\t', '|'], at) >= 0;

    private static MailboxIdentity OfObject(PSObject source)
    {
        if (Array.Exists(Said, name => IsLine(TextOf(source, name))))
        {
            return new("") { Refusal = Messages.IdentityIsLine };
        }

        var isVerdict = source.TypeNames.Contains("Deserialized." + typeof(ArchiveMigrationConflict).FullName);
        var named = isVerdict ? First(source, ["Identity"]) : AddressIn(source);
        var key = First(source, Keys) is { Length: > 0 } found ? found : named;

        // A verdict that came back from a file or another session counts as one only as far as it is understood; otherwise the mailbox is judged anew.
        var activity = isVerdict ? Vocabularies.Activity.Of(PropertyReader.Text(source, "MigrationActivity")) : null;
        return new(key)
        {
            GraphUser = First(source, GraphKeys) is { Length: > 0 } user ? user : named,
            Address = First(source, AddressKeys) is { Length: > 0 } address ? address : named,
            Verdict = !isVerdict ? null : new(
                activity is null ? null : Vocabularies.State.Of(PropertyReader.Text(source, "State")),
                activity.GetValueOrDefault(),
                PropertyReader.Flag(source, "ExternallyMigrating").Is(true),
                Why: null),
            Name = key.Length == 0 ? "" : First(source, ["PrimarySmtpAddress"]) is { Length: > 0 } called ? called : named.Length > 0 ? named : key,
            Refusal = key.Length == 0 ? Refused(source) : "",
        };
    }

    /// <summary>The Identity of an object that says nothing else of its mailbox, where it is an address or a GUID and the object is of no other kind.</summary>
    private static string AddressIn(PSObject source)
    {
        var identity = First(source, ["Identity"]);
        return !IsBatch(source) && !Array.Exists(OtherKinds, name => PropertyReader.Raw(source, name).IsKnown) && (Guid.TryParse(identity, out _) || IsAddress(identity)) ? identity : "";
    }

    /// <summary>Whether a text is an address and nothing else.</summary>
    internal static bool IsAddress(string text)
    {
        var at = text.IndexOf('@');
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && text.IndexOfAny([' ', '\t', '\\', '/', ';', ',', '|', '<', '>', '"', ':', '*']) < 0
            && text[0] != '\'' && text[0] != '\u2018' && text[0] != '\u201C' && text[0] != '\u201E';
    }

    /// <summary>Whether an object is a migration batch.</summary>
    internal static bool IsBatch(PSObject source) =>
        PropertyReader.Raw(source, "BatchGuid").IsKnown || (PropertyReader.Raw(source, "TotalCount").IsKnown && PropertyReader.Raw(source, "MigrationType", "SourceEndpoint").IsKnown);

    private static string Refused(PSObject source)
    {
        if (IsBatch(source))
        {
            return Messages.IdentityIsBatch;
        }

        var blank = Keys.Where(name => PropertyReader.Raw(source, name).IsKnown).ToList();
        if (blank.Count > 0)
        {
            return DisplayText.Sentence(Messages.IdentityBlank, string.Join(", ", blank));
        }

        var names = PropertyNames.Of(source);
        return DisplayText.Sentence(Messages.IdentityUnnamed, string.Join(", ", Expected), PropertyNames.Describe(names))
            + " " + (PropertyNames.Advice(names) ?? Messages.AdviceRename);
    }

    private static string First(PSObject source, string[] keys) => keys
        .Select(name => TextOf(source, name))
        .FirstOrDefault(text => text.Length > 0 && text != Guid.Empty.ToString()) ?? "";

    // Of a list only the one that is alone in it: several name several mailboxes.
    private static string TextOf(PSObject source, string name) => PropertyReader.Raw(source, name) is { IsKnown: true, Value: { } value }
        && (value is PSObject wrapped ? wrapped.BaseObject : value) is System.Collections.IEnumerable and not string
            ? PropertyReader.Texts(source, name).Or([]) is { Count: 1 } one ? one[0].Trim() : ""
            : PropertyReader.Text(source, name).Or(null)?.Trim() ?? "";

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : Text;
}
