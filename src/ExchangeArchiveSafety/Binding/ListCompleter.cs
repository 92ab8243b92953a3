namespace ExchangeArchiveSafety.Binding;

/// <summary>Completes from a list that is always the same.</summary>
internal abstract class ListCompleter(params string[] values) : ValueCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<Suggestion> Values(CompletedLine line) => values.Select(value => new Suggestion(value));
}

/// <summary>Offers nothing where only the caller knows the value, so that PowerShell does not offer files.</summary>
internal sealed class NoValueCompleter() : ListCompleter;

/// <summary>Folders that every mailbox has, by names that mean them in every language.</summary>
internal sealed class FolderCompleter() : ListCompleter("Inbox", "SentItems", "DeletedItems", "Drafts", "JunkEmail", "Outbox", "Archive", "RecoverableItems");

/// <summary>Message classes that mailboxes are full of.</summary>
internal sealed class ItemClassCompleter() : ListCompleter(
    "IPM.Note", "IPM.Note.SMIME", "IPM.Note.SMIME.MultipartSigned", "IPM.Schedule.Meeting.Request", "IPM.Schedule.Meeting.Resp.Pos", "IPM.Schedule.Meeting.Canceled",
    "IPM.Appointment", "IPM.Contact", "IPM.Task", "IPM.StickyNote", "IPM.Post", "REPORT.IPM.Note.NDR", "REPORT.IPM.Note.IPNRN", "IPM.*", "IPM.Note.*");

/// <summary>How long to wait after the end of a migration.</summary>
internal sealed class SettleTimeCompleter() : ListCompleter("3.00:00:00", "4.00:00:00", "7.00:00:00");

/// <summary>How long an unattended pass may take.</summary>
internal sealed class TimeBudgetCompleter() : ListCompleter("00:30:00", "01:00:00", "02:00:00");
