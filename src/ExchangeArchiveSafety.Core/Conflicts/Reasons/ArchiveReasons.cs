using static ExchangeArchiveSafety.Conflicts.Reasons.FactText;

namespace ExchangeArchiveSafety.Conflicts.Reasons;

/// <summary>Whether there is an archive.</summary>
internal static class ArchiveReasons
{
    public static void Add(List<Finding> findings, JudgedMailbox judged)
    {
        var mailbox = judged.Mailbox;
        KeyValuePair<string, string>[] facts = [Fact("ArchiveGuid", mailbox.ArchiveGuid), Fact("ArchiveStatus", mailbox.ArchiveStatus)];
        if (judged.Worlds.Always(world => world.Archive))
        {
            if (mailbox.ArchiveGuid.Or(Guid.Empty) == Guid.Empty)
            {
                findings.Add(FindingKind.GhostArchive.Found(facts));
                return;
            }

            findings.Add(FindingKind.ArchiveExists.Found(facts));
            if (Vocabularies.ArchiveStatus.Of(mailbox.ArchiveStatus) is false)
            {
                findings.Add(FindingKind.ArchiveStatusContradicts.Found(facts, Shown(mailbox.ArchiveStatus)));
            }
        }
        else if (judged.Worlds.Never(world => world.Archive))
        {
            findings.Add(FindingKind.NoArchive.Found(facts));
            if (mailbox.DisabledArchiveGuid.IsKnown && mailbox.DisabledArchiveGuid.Value != Guid.Empty)
            {
                findings.Add(FindingKind.ArchiveMayAppear.Found([Fact("DisabledArchiveGuid", mailbox.DisabledArchiveGuid)], CoreMessages.ArchiveReconnectable));
            }

            if (judged.Snapshot.Organization?.AutoEnableArchiveMailbox.Is(true) ?? false)
            {
                findings.Add(FindingKind.ArchiveMayAppear.Found([Fact("AutoEnableArchiveMailbox", true)], CoreMessages.ArchiveAutomatic));
            }
        }
    }
}
