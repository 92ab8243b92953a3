using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>What must hold of every inventory and every choice of options.</summary>
public class DuplicateProperties
{
    [Property(Arbitrary = [typeof(Cases)], MaxTest = 1000)]
    public void No_message_loses_its_last_copy_and_no_kept_item_is_offered(Case one)
    {
        var groups = Mail.Find(one.Options, one.Items);
        var offered = groups.SelectMany(group => group.Surplus).Select(item => item.ItemId).ToHashSet();
        var told = groups.SelectMany(group => group.Surplus.Concat(group.SetAside).Append(group.Kept)).Select(item => item.ItemId).ToArray();

        // Every item has one role, so what is kept for one message is never given up for another.
        Xunit.Assert.Equal(told.Length, told.Distinct().Count());
        foreach (var group in groups)
        {
            Xunit.Assert.DoesNotContain(group.Kept.ItemId, offered);
            foreach (var copy in group.Surplus)
            {
                Xunit.Assert.True(copy.Item.Subject.Length > 0 || one.Items.Any(item => SameMailbox(item, copy.Item) && item.Subject.Length > 0));
                Xunit.Assert.True(AreCopies(group.Kept.Item, copy.Item, one.Options), $"{group.Kept.Item} {copy.Item}");
            }
        }
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 1000)]
    public void The_order_of_input_does_not_matter(Case one)
    {
        var expected = Mail.Find(one.Options, one.Items).Tell();
        Xunit.Assert.Equal(expected, Mail.Find(one.Options, one.Items.Reverse()).Tell());
        Xunit.Assert.Equal(expected, Mail.Find(one.Options, one.Items.OrderBy(item => (item.ItemId[^1], item.Subject))).Tell());
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 1000)]
    public void Finding_after_removing_finds_nothing(Case one)
    {
        var offered = Mail.Find(one.Options, one.Items).Surplus().ToHashSet();
        Xunit.Assert.Empty(Mail.Find(one.Options, one.Items.Where(item => !offered.Contains(item.ItemId))).Surplus());
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 1000)]
    public void Nothing_that_matched_partly_is_passed_over_in_silence(Case one)
    {
        var groups = Mail.Find(one.Options, one.Items);
        var told = groups.SelectMany(group => group.Surplus.Concat(group.SetAside).Append(group.Kept)).Select(item => item.ItemId).ToHashSet();
        foreach (var item in one.Items)
        {
            var id = Id(item);
            if (id.Length > 0 && one.Items.Any(other => other != item && SameMailbox(item, other) && Id(other) == id))
            {
                Xunit.Assert.Contains(item.ItemId, told);
            }
        }

        foreach (var item in groups.SelectMany(group => group.SetAside))
        {
            Xunit.Assert.NotEqual(SetAsideReasons.None, item.SetAside);
            Xunit.Assert.NotNull(item.Evidence);
        }

        foreach (var item in groups.SelectMany(group => group.Surplus))
        {
            Xunit.Assert.NotNull(item.Kind);
            Xunit.Assert.True(item.Evidence >= one.Options.MinimumEvidence);
        }
    }

    /// <summary>The properties above are about something: the inventories hold copies of every kind and evidence, and what is set aside.</summary>
    [Xunit.Fact]
    public void The_inventories_hold_what_the_properties_are_about()
    {
        var found = Cases.Case().Generator.Sample(500, 100).Select(one => Mail.Find(one.Options, one.Items)).ToList();
        var surplus = found.SelectMany(groups => groups).SelectMany(group => group.Surplus).ToList();

        Xunit.Assert.InRange(found.Count(groups => groups.Any(group => group.Surplus.Count > 0)), found.Count / 10, found.Count);
        Xunit.Assert.InRange(found.Count(groups => groups.Any(group => group.SetAside.Count > 0)), found.Count / 2, found.Count);
        Xunit.Assert.Equal(Enum.GetValues<DuplicateKind>().Order(), surplus.Select(copy => copy.Kind!.Value).Distinct().Order());
        Xunit.Assert.Equal([DuplicateEvidence.Weak, DuplicateEvidence.Strong, DuplicateEvidence.Identical], surplus.Select(copy => copy.Evidence!.Value).Distinct().Order());
    }

    // The rules of evidence once more, written for small inventories of known spellings only.
    private static bool AreCopies(MailItem kept, MailItem copy, DuplicateSearchOptions options)
    {
        var id = Id(kept);
        var bodiesDiffer = kept.BodyDigest.Length > 0 && copy.BodyDigest.Length > 0 && kept.BodyDigest != copy.BodyDigest;
        var bothProve = kept.BodyDigest.Length > 0 && kept.BodyDigest == copy.BodyDigest && kept.SearchKey.Length > 0 && kept.SearchKey == copy.SearchKey;
        return SameMailbox(kept, copy)
            && id == Id(copy)
            && (id.Length > 0
                ? kept.HasAttachments is not null
                : (options.MinimumEvidence == DuplicateEvidence.Weak || bothProve) && kept.ReceivedUtc is not null && kept.ReceivedUtc == copy.ReceivedUtc)
            && kept.HasAttachments == copy.HasAttachments
            && kept.SentUtc is { } sent && copy.SentUtc is { } sentToo && sent.AddTicks(-(sent.Ticks % TimeSpan.TicksPerSecond)) == sentToo.AddTicks(-(sentToo.Ticks % TimeSpan.TicksPerSecond))
            && (Subject(kept).Length > 0 || id.Length > 0) && Subject(kept) == Subject(copy)
            && kept.Sender.Length > 0 && string.Equals(kept.Sender, copy.Sender, StringComparison.OrdinalIgnoreCase)
            && kept.ItemClass.Length > 0 && kept.ItemClass == copy.ItemClass
            && kept.Size is { } size && copy.Size is { } sizeToo && Math.Abs(size - sizeToo) <= options.SizeTolerance
            && !bodiesDiffer
            && (options.AnyFolder || (Folder(kept).Length > 0 && Folder(kept) == Folder(copy)));
    }

    private static bool SameMailbox(MailItem first, MailItem second) => string.Equals(first.Mailbox, second.Mailbox, StringComparison.OrdinalIgnoreCase);

    private static string Id(MailItem item) => item.InternetMessageId.EndsWith("@imapsync>", StringComparison.Ordinal) ? "" : item.InternetMessageId.Trim('<', '>');

    private static string Subject(MailItem item) => item.Subject.Replace("RE: ", "", StringComparison.Ordinal);

    private static string Folder(MailItem item) => item.FolderPath switch
    {
        "Posteingang" => "Inbox",
        "Inbox_2019 (Created on x)" when item.Location == MailItemLocation.Archive => "Inbox",
        var path => path,
    };

    public sealed record Case(MailItem[] Items, DuplicateSearchOptions Options)
    {
        public override string ToString() => string.Join("\n", Items.Select(item => $"{item} {item.Mailbox} {item.InternetMessageId} '{item.Subject}' {item.Sender} {item.SentUtc:O} {item.CreatedUtc:O} {item.Size} {item.HasAttachments} {item.BodyDigest} {item.SearchKey}"))
            + $"\n{Options.Keep} {Options.MinimumEvidence} any={Options.AnyFolder} primary={Options.IncludePrimary} {Options.SizeTolerance} {string.Join(",", Options.IncludeFolders)} {Options.CreatedAfterUtc:O}";
    }

    /// <summary>Inventories in which nearly everything nearly matches.</summary>
    public static class Cases
    {
        public static Arbitrary<Case> Case() => (
            from count in Gen.Choose(0, 12)
            from items in Gen.ArrayOf(Item(), count)
            from options in Options()
            select new Case([.. items.Select((item, place) => (item with { ItemId = item.ItemId + place }).ToItem())], options)).ToArbitrary();

        private static Gen<Sample> Item() =>
            from mailbox in Often("a@x", "A@X", "b@x")
            from location in Gen.Elements(MailItemLocation.Primary, MailItemLocation.Archive)
            from folder in Often("Inbox", "Posteingang", "Inbox_2019 (Created on x)", "Sent Items", "Deleted Items", "")
            from id in Gen.Frequency((6, Gen.Constant("<1@x>")), (4, Gen.Constant("")), (3, Gen.Elements("1@x", "<2@x>", "<5@imapsync>")))
            from subject in Often("Hi", "RE: Hi", "hi", "")
            from sender in Often("s@x", "S@x", "t@x", "")
            from sent in Often<DateTime?>(Mail.Sent, Mail.Sent.AddMilliseconds(500), Mail.Sent.AddSeconds(1), null)
            from received in Often<DateTime?>(Mail.Sent, Mail.Sent.AddSeconds(3), null)
            from created in Often<DateTime?>(Mail.Sent, Mail.Sent.AddDays(1), Mail.Sent.AddDays(2), null)
            from size in Often<long?>(1_000, 1_800, 2_600, null)
            from attachments in Often<bool?>(false, true, null)
            from body in Often("", "MQ==", "Mg==")
            from key in Often("", "a2V5", "a2V6")
            from salt in Gen.Elements("x", "y", "Z")
            select new Sample
            {
                Mailbox = mailbox,
                Location = location,
                FolderPath = folder,
                ItemId = salt,
                InternetMessageId = id,
                Subject = subject,
                Sender = sender,
                SentUtc = sent,
                ReceivedUtc = received,
                CreatedUtc = created,
                Size = size,
                HasAttachments = attachments,
                BodyDigest = body,
                SearchKey = key,
            };

        private static Gen<DuplicateSearchOptions> Options() =>
            from keep in Gen.Elements(Enum.GetValues<KeepRule>())
            from evidence in Gen.Elements(DuplicateEvidence.Strong, DuplicateEvidence.Weak, DuplicateEvidence.Identical)
            from anyFolder in Often(false, true)
            from primary in Often(false, true)
            from tolerance in Often(1_024L, 0L)
            from include in Often<string[]>([], ["Inbox"])
            from after in Often<DateTime?>(null, Mail.Sent.AddDays(1))
            select new DuplicateSearchOptions
            {
                Keep = keep,
                FolderPriority = keep == KeepRule.FolderPriority ? ["Sent Items", "Inbox"] : [],
                MinimumEvidence = evidence,
                AnyFolder = anyFolder,
                IncludePrimary = primary,
                SizeTolerance = tolerance,
                IncludeFolders = include,
                CreatedAfterUtc = after,
            };

        /// <summary>Mostly the first, so that enough items match.</summary>
        private static Gen<T> Often<T>(T usual, params T[] others) =>
            Gen.Frequency((12, Gen.Constant(usual)), (others.Length, Gen.Elements(others)));
    }
}
