using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// Asks about one mailbox at a time. An answer is used only when it is one object and that object is the one asked for: Exchange prints the caution that an
/// identity which does not exist may return everything.
/// </summary>
internal sealed class MailboxReader(IExchangeSession session)
{
    private const string SoftDeleted = "SoftDeletedMailbox";
    private const string Inactive = "InactiveMailboxOnly";

    /// <summary>Resolves what somebody typed or piped to one mailbox.</summary>
    /// <exception cref="ExchangeCallException">It does not exist, is another one, or several.</exception>
    public Mailbox Resolve(string identity)
    {
        var mailbox = One(identity, session.Call("Get-Mailbox", ("Identity", identity)));
        return mailbox.IsNamed(identity) || string.Equals(mailbox.DisplayName, identity, StringComparison.OrdinalIgnoreCase) ? mailbox : throw Mismatch(identity, mailbox);
    }

    /// <summary>Resolves what somebody typed to one mailbox, also by a star where only one fits.</summary>
    /// <exception cref="ExchangeCallException">There is none, or several fit.</exception>
    public Mailbox ResolveOnly(string identity)
    {
        var fitting = ResolveAll(identity);
        return fitting.Count == 1 ? fitting[0] : throw Ambiguous(identity, fitting.Count);
    }

    /// <summary>Resolves what somebody typed to one mailbox or, where there is a star in it and Exchange takes that, to every mailbox with a name that fits.</summary>
    /// <exception cref="ExchangeCallException">There is none, or one of the answers does not fit.</exception>
    public IReadOnlyList<Mailbox> ResolveAll(string identity)
    {
        if (!NamePattern.HasStars(identity))
        {
            return [Resolve(identity)];
        }

        var mailboxes = session.Call("Get-Mailbox", ("Identity", identity)).Select(answer => Read(identity, answer, null)).ToList();
        return mailboxes.Count == 0 ? throw MailboxIdentity.NotFound(identity)
            : mailboxes.Find(mailbox => !NamePattern.FitsStars(identity, mailbox)) is { } other ? throw Mismatch(identity, other)
            : mailboxes;
    }

    /// <summary>Reads a mailbox by its key, adding to what is known of it.</summary>
    /// <exception cref="ExchangeCallException">Not exactly this mailbox came back.</exception>
    public Mailbox Read(Guid exchangeGuid, Mailbox? known = null)
    {
        var key = exchangeGuid.ToString();
        var mailbox = One(key, session.Call("Get-Mailbox", ("Identity", key)), known);
        return mailbox.ExchangeGuid == exchangeGuid ? mailbox : throw Mismatch(key, mailbox);
    }

    /// <summary>
    /// Whether it is proved that no mailbox has this key any more. Exchange has to say so by name, for ordinary, soft-deleted and inactive mailboxes. Any other
    /// error, an empty answer, or a question that the session does not grant proves nothing.
    /// </summary>
    public bool IsProvedGone(Guid exchangeGuid) =>
        session.Has("Get-Mailbox", SoftDeleted) && session.Has("Get-Mailbox", Inactive)
        && IsNotFound(exchangeGuid, null) && IsNotFound(exchangeGuid, SoftDeleted) && IsNotFound(exchangeGuid, Inactive);

    /// <summary>Reads the personal tags from outside the policy that the user opted into.</summary>
    public IReadOnlyList<RetentionTag> OptionalTags(Mailbox mailbox)
    {
        var tags = session.Call("Get-RetentionPolicyTag", ("Mailbox", mailbox.ExchangeGuid.ToString()), ("OptionalInMailbox", true)).Select(TenantReader.Tag).ToList();

        // Only personal tags can be opted into. Anything else means that another question was answered.
        return tags.TrueForAll(tag => Vocabularies.RetentionTagType.Of(tag.Type) is null or RetentionTagScope.Personal)
            ? tags
            : throw new ExchangeCallException(ErrorIds.AnswerMismatch, "Get-RetentionPolicyTag", DisplayText.Sentence(Messages.AnswerMismatch, "Get-RetentionPolicyTag", mailbox.Identity));
    }

    /// <summary>Reads how full the mailbox is.</summary>
    public Mailbox Statistics(Mailbox mailbox)
    {
        var answer = Statistics(mailbox, mailbox.ExchangeGuid);
        return mailbox with
        {
            ItemCount = PropertyReader.Count(answer, "ItemCount"),
            TotalItemSize = PropertyReader.Bytes(answer, "TotalItemSize"),
            TotalDeletedItemSize = PropertyReader.Bytes(answer, "TotalDeletedItemSize"),
        };
    }

    /// <summary>Reads how full its archive is.</summary>
    public Mailbox ArchiveStatistics(Mailbox mailbox)
    {
        var answer = Statistics(mailbox, mailbox.ArchiveGuid.Or(Guid.Empty), ("Archive", true));
        return mailbox with { ArchiveItemCount = PropertyReader.Count(answer, "ItemCount"), ArchiveItemSize = PropertyReader.Bytes(answer, "TotalItemSize") };
    }

    /// <summary>Reads its folders in numbers.</summary>
    public Mailbox Folders(Mailbox mailbox)
    {
        const string Cmdlet = "Get-MailboxFolderStatistics";
        var rows = session.Call(Cmdlet, ("Identity", mailbox.ExchangeGuid.ToString()), ("IncludeOldestAndNewestItems", true));

        // Each row says whose it is, and a mailbox has folders: anything else answers another question.
        return rows.Count > 0 && rows.All(row => PropertyReader.Guid(row, "ContentMailboxGuid") is var owner && (!owner.IsKnown || owner.Value == mailbox.ExchangeGuid))
            ? mailbox with { Folders = new([.. rows.Select(TenantReader.Folder)]) }
            : throw new ExchangeCallException(ErrorIds.AnswerMismatch, Cmdlet, DisplayText.Sentence(Messages.AnswerMismatch, Cmdlet, mailbox.Identity));
    }

    private PSObject Statistics(Mailbox mailbox, Guid part, params (string, object?)[] more)
    {
        // The imported command first: it certainly speaks to the connection that the other commands speak to.
        var cmdlet = !session.Has("Get-MailboxStatistics") && session.HasForThisConnection("Get-EXOMailboxStatistics") ? "Get-EXOMailboxStatistics" : "Get-MailboxStatistics";
        return Single(cmdlet, mailbox, part, session.Call(cmdlet, [("Identity", mailbox.ExchangeGuid.ToString()), .. more]), "MailboxGuid", "ExchangeGuid");
    }

    /// <summary>Reads the Managed Folder Assistant's counters.</summary>
    public ManagedFolderAssistantRun LastRun(Mailbox mailbox)
    {
        const string Cmdlet = "Export-MailboxDiagnosticLogs";
        var answer = Single(
            Cmdlet, mailbox, mailbox.ExchangeGuid, session.Call(Cmdlet, ("Identity", mailbox.ExchangeGuid.ToString()), ("ExtendedProperties", true)), "MailboxGuid", "ExchangeGuid");
        try
        {
            return DiagnosticLog.Read(PropertyReader.Text(answer, "MailboxLog").Or(null) ?? "");
        }
        catch (System.Xml.XmlException exception)
        {
            throw new ExchangeCallException(ErrorIds.AnswerMismatch, Cmdlet, DisplayText.Sentence(Messages.ExchangeCallFailed, Cmdlet, exception.Message), exception);
        }
    }

    private bool IsNotFound(Guid exchangeGuid, string? kind)
    {
        var key = exchangeGuid.ToString();
        try
        {
            _ = session.Call("Get-Mailbox", kind is null ? [("Identity", key)] : [("Identity", key), (kind, true)]);
            return false;
        }
        catch (ExchangeCallException exception)
        {
            // The object that could not be found has to be this mailbox, and not a server on the way to it.
            return exception.ErrorId == ErrorIds.ObjectNotFound && exception.Message.IndexOf(key, StringComparison.OrdinalIgnoreCase) >= 0;
        }
    }

    private static Mailbox One(string identity, IReadOnlyList<PSObject> answers, Mailbox? known = null)
    {
        if (answers.Count != 1)
        {
            throw answers.Count == 0
                ? MailboxIdentity.NotFound(identity)
                : Ambiguous(identity, answers.Count);
        }

        return Read(identity, answers[0], known);
    }

    private static Mailbox Read(string identity, PSObject answer, Mailbox? known)
    {
        var mailbox = TenantReader.Mailbox(answer, known);
        return mailbox.ExchangeGuid != Guid.Empty
            ? mailbox with { Asked = mailbox.Asked | MailboxQuestions.Settings }
            : throw new ExchangeCallException(ErrorIds.MailboxMismatch, "Get-Mailbox", DisplayText.Sentence(Messages.MailboxWithoutGuid, identity));
    }

    private static ExchangeCallException Ambiguous(string identity, int count) => new(ErrorIds.MailboxAmbiguous, "Get-Mailbox", DisplayText.Sentence(Messages.MailboxAmbiguous, identity, count));

    private static ExchangeCallException Mismatch(string identity, Mailbox mailbox) =>
        new(ErrorIds.MailboxMismatch, "Get-Mailbox", DisplayText.Sentence(Messages.MailboxMismatch, identity, mailbox.Identity));

    /// <summary>One answer, which nothing on it says belongs to another mailbox.</summary>
    private static PSObject Single(string cmdlet, Mailbox mailbox, Guid part, IReadOnlyList<PSObject> answers, params string[] keys)
    {
        var isOurs = answers.Count == 1;
        if (isOurs && PropertyReader.Guid(answers[0], keys) is { IsKnown: true } guid)
        {
            isOurs = guid.Value == mailbox.ExchangeGuid || guid.Value == part;
        }
        else if (isOurs && PropertyReader.Text(answers[0], "Identity").Or(null) is { Length: > 0 } identity && mailbox.OtherIdentities.Count > 0)
        {
            // It may print as a path or as the display name; asked for by GUID, that is enough.
            var last = identity.Substring(identity.LastIndexOfAny(['/', '\\']) + 1);
            isOurs = mailbox.IsNamed(identity) || mailbox.IsNamed(last) || string.Equals(last, mailbox.DisplayName, StringComparison.OrdinalIgnoreCase);
        }

        return isOurs ? answers[0] : throw new ExchangeCallException(ErrorIds.AnswerMismatch, cmdlet, DisplayText.Sentence(Messages.AnswerMismatch, cmdlet, mailbox.Identity));
    }
}
