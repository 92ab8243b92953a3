using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

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
        // Removing items removes no folders: the second search knows them as the first one did.
        var options = one.WithFolders();
        var offered = Mail.Find(options, one.Items).Surplus().ToHashSet();
        Xunit.Assert.Empty(Mail.Find(options, one.Items.Where(item => !offered.Contains(item.ItemId))).Surplus());
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 1000)]
    public void What_is_on_its_way_out_outlives_nothing(Case one)
    {
        foreach (var group in Mail.Find(one.Options, one.Items).Where(group => IsLeaving(group.Kept.Item, one.Items)))
        {
            Xunit.Assert.All(group.Surplus, copy => Xunit.Assert.True(IsLeaving(copy.Item, one.Items), $"{group.Kept.Item} {copy.Item}"));
        }
    }

    [Property(Arbitrary = [typeof(Cases)], MaxTest = 1000)]
    public void Two_folders_of_one_meaning_in_one_half_pair_with_nothing(Case one)
    {
        var groups = Mail.Find(one.Options, one.Items);
        foreach (var copy in groups.SelectMany(group => group.Surplus.Append(group.Kept).Select(item => item.Item)).Where(_ => !one.Options.AnyFolder))
        {
            Xunit.Assert.False(IsAmbiguous(copy, one.Items) && groups.Any(group => group.Surplus.Any(item => item.Item == copy)), copy.ToString());
        }
    }

    [Fact]
    public void The_cases_hold_what_the_properties_are_about()
    {
        var (pairs, counterparts, named, ambiguous, leaving, ordinary) = (0, 0, 0, 0, 0, 0);
        foreach (var one in Cases.Case().Generator.Sample(4000, new Rnd(1, 3), 50))
        {
            foreach (var group in Mail.Find(one.Options, one.Items))
            {
                foreach (var copy in group.Surplus)
                {
                    var (first, second) = (group.Kept.Item, copy.Item);
                    pairs++;
                    var differ = !one.Options.AnyFolder && first.FolderPath != second.FolderPath;
                    counterparts += first.WellKnownFolder is not null && copy.WellKnownFolder.Length > 0 && second.Location != first.Location && first.FolderPath == second.FolderPath ? 1 : 0;
                    named += differ && first.WellKnownFolder is not null ? 1 : 0;
                    leaving += one.Options.AnyFolder && IsLeaving(second, one.Items) && !IsLeaving(first, one.Items) ? 1 : 0;
                    ordinary += first.FolderPath == "Bandeja de entrada" && second.WellKnownFolder is not null && copy.WellKnownFolder.Length == 0 ? 1 : 0;
                }

                ambiguous += group.SetAside.Count(item => (item.SetAside & SetAsideReasons.FolderAmbiguous) != 0);
            }
        }

        Xunit.Assert.True(pairs > 200 && counterparts > 50 && named > 5 && ambiguous > 200 && leaving > 3 && ordinary > 1, $"{pairs} {counterparts} {named} {ambiguous} {leaving} {ordinary}");
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
    [Fact]
    public void The_inventories_hold_what_the_properties_are_about()
    {
        var found = Cases.Case().Generator.Sample(1_000, new Rnd(1, 3), 100).Select(one => Mail.Find(one.Options, one.Items)).ToList();
        var surplus = found.SelectMany(groups => groups).SelectMany(group => group.Surplus).ToList();

        Xunit.Assert.InRange(found.Count(groups => groups.Any(group => group.Surplus.Count > 0)), found.Count / 20, found.Count);
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
            && (options.AnyFolder || (kept.FolderPath.Length > 0 && copy.FolderPath.Length > 0 && (Base(kept) == Base(copy) || Meanings(kept).Intersect(Meanings(copy)).Any())));
    }

    private static bool SameMailbox(MailItem first, MailItem second) => string.Equals(first.Mailbox, second.Mailbox, StringComparison.OrdinalIgnoreCase);

    private static string Id(MailItem item) => item.InternetMessageId.EndsWith("@imapsync>", StringComparison.Ordinal) ? "" : item.InternetMessageId.Trim('<', '>');

    private static string Subject(MailItem item) => item.Subject.Replace("RE: ", "", StringComparison.Ordinal);

    /// <summary>What a folder could be at most, in the few names of these cases.</summary>
    private static string[] Meanings(MailItem item) => (item.WellKnownFolder, item.Location, Base(item)) switch
    {
        ({ Length: > 0 } told, _, _) => [told],
        ("", MailItemLocation.Primary, _) => [],
        ("", _, "Sarrera-ontzia") => ["inbox"],
        ("", _, "Baztertutakoak") => ["deleteditems"],
        (_, _, "Inbox" or "Posteingang" or "Bandeja de entrada") => ["inbox"],
        (_, _, "Deleted Items") => ["deleteditems"],
        (_, _, "Sent Items") => ["sentitems"],
        _ => [],
    };

    private static string Base(MailItem item) => item.FolderPath == "Inbox_2019 (Created on x)" && item.Location == MailItemLocation.Archive ? "Inbox" : item.FolderPath;

    /// <summary>Whether it certainly lies in Deleted Items.</summary>
    private static bool IsLeaving(MailItem item, MailItem[] items) =>
        item.WellKnownFolder == "deleteditems"
        || (item.FolderPath == "Deleted Items" && item.WellKnownFolder is null)
        || (item.FolderPath == "Baztertutakoak" && item is { WellKnownFolder: "", Location: MailItemLocation.Archive }
            && Array.Exists(items, other => SameMailbox(item, other) && other is { FolderPath: "Baztertutakoak", WellKnownFolder: "deleteditems", Location: MailItemLocation.Primary }));

    /// <summary>Whether its half has two names for the Inbox and tells of neither.</summary>
    private static bool IsAmbiguous(MailItem item, MailItem[] items)
    {
        var half = Array.FindAll(items, other => SameMailbox(item, other) && other.Location == item.Location);
        var whole = Array.FindAll(items, other => SameMailbox(item, other));
        var names = half.Select(Base).Where(name => name is "Inbox" or "Posteingang" or "Bandeja de entrada").Distinct().Count();
        return names > 1 && Base(item) is "Inbox" or "Posteingang" or "Bandeja de entrada" && Array.TrueForAll(whole, other => other.WellKnownFolder is null);
    }

    public sealed record Case(MailItem[] Items, DuplicateSearchOptions Options)
    {
        /// <summary>The same search with the folders known apart from the items.</summary>
        public DuplicateSearchOptions WithFolders() => new()
        {
            Keep = Options.Keep,
            FolderPriority = Options.FolderPriority,
            MinimumEvidence = Options.MinimumEvidence,
            AnyFolder = Options.AnyFolder,
            IncludePrimary = Options.IncludePrimary,
            SizeTolerance = Options.SizeTolerance,
            IncludeFolders = Options.IncludeFolders,
            CreatedAfterUtc = Options.CreatedAfterUtc,
            Scan = new() { FolderList = [.. Items.Select(item => new GraphFolder { Location = item.Location, Path = item.FolderPath, WellKnownFolder = item.WellKnownFolder })] },
        };

        public override string ToString() => string.Join("\n", Items.Select(item => $"{item} told={item.WellKnownFolder ?? "-"} {item.Mailbox} {item.InternetMessageId} '{item.Subject}' {item.Sender} {item.SentUtc:O} {item.CreatedUtc:O} {item.Size} {item.HasAttachments} {item.BodyDigest} {item.SearchKey}"))
            + $"\n{Options.Keep} {Options.MinimumEvidence} any={Options.AnyFolder} primary={Options.IncludePrimary} {Options.SizeTolerance} {string.Join(",", Options.IncludeFolders)} {Options.CreatedAfterUtc:O}";
    }

    /// <summary>Inventories in which nearly everything nearly matches.</summary>
    public static class Cases
    {
        public static Arbitrary<Case> Case() => (
            from count in Gen.Choose(0, 12)
            from tells in Gen.Elements(false, false, true, true, true)
            from items in Gen.ArrayOf(Item(tells), count)
            from options in Options()
            select new Case([.. items.Select((item, place) => (item with { ItemId = item.ItemId + place }).ToItem())], options)).ToArbitrary();

        private static Gen<(string Path, string? Told)> Folder(bool tells, MailItemLocation location) => (tells, location) switch
        {
            (false, _) => Among<(string, string?)>(6, ("Inbox", null), [("Posteingang", null), ("Bandeja de entrada", null), ("Inbox_2019 (Created on x)", null), ("Inbox ", null), ("Sent Items", null), ("Deleted Items", null), ("", null)]),
            (true, MailItemLocation.Primary) => Among<(string, string?)>(4, ("Sarrera-ontzia", "inbox"), [("Baztertutakoak", "deleteditems"), ("Bandeja de entrada", ""), ("Deleted Items", ""), ("Sarrera-ontzia/P", "inbox/P"), ("Inbox ", "")]),
            _ => Among<(string, string?)>(4, ("Sarrera-ontzia", ""), [("Inbox", ""), ("Baztertutakoak", ""), ("Bandeja de entrada", ""), ("Posteingang", ""), ("Deleted Items", "deleteditems"), ("Inbox/P", "inbox/P")]),
        };

        private static Gen<Sample> Item(bool tells) =>
            from mailbox in Often("a@x", "A@X", "b@x")
            from location in Gen.Elements(MailItemLocation.Primary, MailItemLocation.Archive)
            from folder in Folder(tells, location)
            from id in Gen.Frequency((6, Gen.Constant("<1@x>")), (4, Gen.Constant("")), (3, Gen.Elements("1@x", "<2@x>", "<5@imapsync>")))
            from subject in Often("Hi", "RE: Hi", "hi", "")
            from sender in Often("sender@x", "Sender@x", "tender@x", "")
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
                FolderPath = folder.Path,
                WellKnownFolder = folder.Told,
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
            from primary in Gen.Elements(false, true)
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
            Among(14, usual, others);

        private static Gen<T> Among<T>(int weight, T usual, T[] others) =>
            Gen.Frequency((weight, Gen.Constant(usual)), (others.Length, Gen.Elements(others)));
    }
}
