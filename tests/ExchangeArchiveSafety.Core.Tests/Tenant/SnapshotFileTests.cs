using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Tenant;

/// <summary>Snapshots: everything comes back, and what cannot be used is refused with file and line.</summary>
public class SnapshotFileTests
{
    private const string FileName = "contoso snapshot.json";

    private static readonly string Full = Text(Filled());

    [Fact]
    public void Every_property_of_every_object_comes_back()
    {
        var snapshot = Filled();
        Assert.Equal(Described.Of(snapshot), Described.Of(Read(Text(snapshot))));
    }

    [Fact]
    public void The_filled_snapshot_leaves_no_property_at_its_default()
    {
        // Guards the test above: a property that the filler passes over would prove nothing.
        foreach (var line in Described.Of(Filled()).Split('\n').Where(line => !Regex.IsMatch(line, @"\.(Archives|Deletes) = ")))
        {
            Assert.DoesNotContain("not returned", line, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"= (null|""|0|False|00000000-0000-0000-0000-000000000000)$|Count = 0$", line.Replace("= \"", "= ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_was_not_returned_stays_so_and_is_not_written()
    {
        var snapshot = new TenantSnapshot
        {
            CapturedAtUtc = TestTenant.Now,
            Organization = new(),
            Mailboxes = [new()],
            RetentionPolicies = new([new()]),
            RetentionTags = new([new()]),
            MigrationBatches = new([new()]),
            MigrationUsers = [new()],
        };
        var text = Text(snapshot);
        Assert.Equal(Described.Of(snapshot), Described.Of(Read(text)));
        Assert.DoesNotContain("null", text, StringComparison.Ordinal);

        var unread = new TenantSnapshot { CapturedAtUtc = TestTenant.Now };
        Assert.Equal(Described.Of(unread), Described.Of(Read(Text(unread))));
        Assert.False(Read(Text(unread)).MigrationBatches.IsKnown);
        Assert.Null(Read(Text(unread)).Organization);
    }

    [Fact]
    public void Null_false_zero_and_empty_are_facts_and_come_back_as_facts()
    {
        var snapshot = new TenantSnapshot
        {
            CapturedAtUtc = TestTenant.Now,
            Organization = new() { ElcProcessingDisabled = false, AutoArchivingThresholdPercentage = 0, InPlaceHolds = new([]) },
            Mailboxes =
            [
                new()
                {
                    ArchiveGuid = Guid.Empty,
                    ArchiveStatus = null,
                    RetentionPolicy = null,
                    RetentionHoldEnabled = false,
                    StartDateForRetentionHold = null,
                    EndDateForRetentionHold = null,
                    AutoArchivingEnabled = false,
                    ElcProcessingDisabled = false,
                    ProhibitSendReceiveQuota = null,
                    TotalItemSize = 0,
                    InPlaceHolds = new([]),
                    OptionalTags = new([]),
                    LastRun = new(null, 0),
                },
            ],
            RetentionPolicies = new([]),
            RetentionTags = new([new() { AgeLimitForRetention = null, RetentionEnabled = false }]),
            MigrationBatches = new([]),
            MigrationUsers = [new() { Status = null, BatchId = "", CompleteAfterUtc = null }],
        };
        Assert.Equal(Described.Of(snapshot), Described.Of(Read(Text(snapshot))));
        Assert.Equal(0, Read(Text(snapshot)).Mailboxes[0].LastRun!.ArchivedFromRootItemCount);
    }

    [Fact]
    public void Verdicts_are_the_same_on_a_snapshot_that_was_written_and_read()
    {
        foreach (var tenant in new[] { TestTenant.Conflicting, TestTenant.Conflicting.EndingHold(), TestTenant.WithoutTags.OptedIntoUnknown(), TestTenant.Conflicting.OrganizationNotRead() })
        {
            var read = Read(Text(tenant.Snapshot));
            Assert.Equal(Described.Of(tenant.Verdict), Described.Of(new ConflictAnalyzer(read, TestTenant.Now).Analyze(read.Mailboxes[0])));
        }
    }

    [Theory]
    [InlineData("Z")]
    [InlineData("")]
    [InlineData("+00:00")]
    public void Times_are_utc_whether_or_not_they_say_so(string zone)
    {
        var read = Read(Full.Replace(Captured(), "\"2026-01-02T03:04:05" + zone + "\"", StringComparison.Ordinal));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), read.CapturedAtUtc);
        Assert.Equal(DateTimeKind.Utc, read.CapturedAtUtc.Kind);
    }

    [Fact]
    public void Times_of_another_zone_are_turned_into_utc()
    {
        var read = Read(Full.Replace(Captured(), "\"2026-01-02T03:04:05+05:30\"", StringComparison.Ordinal));
        Assert.Equal(new DateTime(2026, 1, 1, 21, 34, 5, DateTimeKind.Utc), read.CapturedAtUtc);
    }

    [Fact]
    public void A_byte_order_mark_does_not_matter()
    {
        var read = SnapshotFile.Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Full)]), FileName);
        Assert.Equal(Described.Of(Filled()), Described.Of(read));
    }

    [Fact]
    public void Unknown_properties_are_passed_over_wherever_they_stand()
    {
        var root = JsonNode.Parse(Full)!;
        var places = Objects(root["snapshot"]!).ToList();
        Assert.True(places.Count > 8, "Few objects: " + places.Count);
        foreach (var place in places)
        {
            place["aPropertyOfTomorrow"] = JsonNode.Parse("""{ "deep": [1, null, { "x": "y" }] }""");
        }

        root.AsObject()["alsoHere"] = 5;
        Assert.Equal(Described.Of(Filled()), Described.Of(Read(root.ToJsonString())));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(int.MaxValue)]
    public void A_newer_version_is_refused(int version)
    {
        var refusal = Refused(Encoding.UTF8.GetBytes(Full.Replace("\"version\": 1,", "\"version\": " + version + ",", StringComparison.Ordinal)));
        Assert.Equal("SnapshotNewer", refusal.ErrorId);
        Assert.Contains(version.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_version_is_told_as_such_even_where_the_rest_is_not_understood()
    {
        var refusal = Refused(Encoding.UTF8.GetBytes("""{"format":"ExchangeArchiveSafety.Snapshot","version":2,"snapshot":"somewhere else"}"""));
        Assert.Equal("SnapshotNewer", refusal.ErrorId);
    }

    public static TheoryData<string> ForeignFiles =>
    [
        "empty", "blank", "plain text", "csv", "json array", "json string", "empty json object", "other json", "other format", "format later", "no version",
        "version as text", "null", "gzip", "zip", "zeros", "random", "utf-16", "only a byte order mark", "xml",
    ];

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void A_file_of_something_else_is_refused(string kind)
    {
        var bytes = kind switch
        {
            "empty" => [],
            "blank" => "  \r\n\r\n"u8.ToArray(),
            "plain text" => "Dear all,\r\nplease find attached"u8.ToArray(),
            "csv" => "Identity,State\r\nada@contoso.example,Safe\r\n"u8.ToArray(),
            "json array" => "[1, 2]"u8.ToArray(),
            "json string" => "\"ExchangeArchiveSafety.Snapshot\""u8.ToArray(),
            "empty json object" => "{}"u8.ToArray(),
            "other json" => """{"name": "x", "format": "ExchangeArchiveSafety.Snapshot", "version": 1}"""u8.ToArray(),
            "other format" => Encoding.UTF8.GetBytes(Full.Replace(SnapshotFile.Format, "Other.Snapshot", StringComparison.Ordinal)),
            "format later" => """{"version": 1, "snapshot": {}, "format": "Elsewhere"}"""u8.ToArray(),
            "no version" => """{"format": "ExchangeArchiveSafety.Snapshot", "snapshot": {}}"""u8.ToArray(),
            "version as text" => """{"format": "ExchangeArchiveSafety.Snapshot", "version": "1", "snapshot": {}}"""u8.ToArray(),
            "null" => "null"u8.ToArray(),
            "gzip" => Compressed(),
            "zip" => [.. "PK"u8, 3, 4, 20, 0, 0, 0],
            "zeros" => new byte[10_000],
            "random" => Noise(),
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Full)],
            "only a byte order mark" => [0xEF, 0xBB, 0xBF],
            _ => "<?xml version=\"1.0\"?><snapshot/>"u8.ToArray(),
        };
        _ = Refused(bytes);
    }

    [Fact]
    public void A_file_that_is_torn_at_any_byte_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Text(TestTenant.Conflicting.Snapshot));
        for (var length = 0; length < bytes.Length; length++)
        {
            _ = Refused(bytes[..length]);
        }

        _ = SnapshotFile.Read(new MemoryStream(bytes), FileName);
    }

    [Fact]
    public void A_file_whose_end_was_never_written_is_refused()
    {
        // Some file systems leave zeros where a write was lost.
        var bytes = Encoding.UTF8.GetBytes(Full);
        for (var length = 1; length < bytes.Length; length += 37)
        {
            var torn = (byte[])bytes.Clone();
            Array.Clear(torn, length, torn.Length - length);
            _ = Refused(torn);
        }
    }

    [Fact]
    public void Two_files_in_one_are_refused()
    {
        _ = Refused(Encoding.UTF8.GetBytes(Full + Full));
        _ = Refused(Encoding.UTF8.GetBytes(Full + "\n}"));
        _ = Refused(Encoding.UTF8.GetBytes(Full + "x"));
    }

    [Fact]
    public void The_line_that_is_damaged_is_named()
    {
        var lines = Full.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains("\"totalItemSize\"", StringComparison.Ordinal));
        lines[line] = lines[line].Replace(": ", ": much", StringComparison.Ordinal);
        var refusal = Refused(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        Assert.Equal("SnapshotDamaged", refusal.ErrorId);
        Assert.Contains("line " + (line + 1), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_read_as_it_is_written()
    {
        // Not as data of a theory: attributes hold no half of a pair.
        ReadsAs("\\uD83D", "\uD83D");
        ReadsAs("Anna \\uDE00\\ud83d x", "Anna \uDE00\uD83D x");
        ReadsAs("\\uD83D\\uDE00 \\u00e9\\n\\\"\\\\", "\uD83D\uDE00 \u00E9\n\"\\");
    }

    private static void ReadsAs(string written, string read)
    {
        var text = "{\"format\":\"ExchangeArchiveSafety.Snapshot\",\"version\":1,\"snapshot\":{\"capturedAtUtc\":\"2026-03-01T00:00:00Z\",\"mailboxes\":[{\"displayName\":\"" + written
            + "\",\"retentionPolicy\":\"" + written + "\",\"otherIdentities\":[\"" + written + "\"],\"unknownProperty\":\"" + written + "\"}]}}";

        var mailbox = SnapshotFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "tenant.json").Mailboxes[0];

        Assert.Equal(read, mailbox.DisplayName);
        Assert.Equal(read, mailbox.RetentionPolicy.Value);
        Assert.Equal([read], mailbox.OtherIdentities);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_comes_back_from_a_file_of_our_own()
    {
        var mailbox = new Mailbox { DisplayName = "\uDE00 x", RetentionPolicy = "\uD83D", OtherIdentities = ["a\uD83Db", "whole \uD83D\uDE00"] };
        var stream = new MemoryStream();

        SnapshotFile.Write(stream, new() { CapturedAtUtc = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), Mailboxes = [mailbox] });
        stream.Position = 0;
        var read = SnapshotFile.Read(stream, "tenant.json").Mailboxes[0];

        Assert.Equal(mailbox.DisplayName, read.DisplayName);
        Assert.Equal(mailbox.RetentionPolicy.Value, read.RetentionPolicy.Value);
        Assert.Equal(mailbox.OtherIdentities, read.OtherIdentities);
    }

    [Fact]
    public void A_null_in_a_list_is_refused_in_every_list()
    {
        var lists = 0;
        foreach (var path in Paths(JsonNode.Parse(Full)!["snapshot"]!, node => node is JsonArray))
        {
            var root = JsonNode.Parse(Full)!;
            path(root["snapshot"]!).AsArray().Add(null);
            _ = Refused(Encoding.UTF8.GetBytes(root.ToJsonString()));
            lists++;
        }

        Assert.True(lists >= 12, "Few lists: " + lists);
    }

    public static TheoryData<string> Replacements => ["null", "17", "-1", "1e400", "\"text\"", "\"\"", "true", "[]", "{}", "[null]", "\"\\uD800\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\""];

    /// <summary>One value of a whole snapshot replaced by another: it is refused, or it is judged; nothing else happens.</summary>
    [Theory]
    [MemberData(nameof(Replacements))]
    public void Any_value_replaced_by_another_is_refused_or_judged(string replacement)
    {
        var faults = new List<string?>();
        foreach (var path in Paths(JsonNode.Parse(Full)!["snapshot"]!, _ => true))
        {
            var root = JsonNode.Parse(Full)!;
            var place = path(root["snapshot"]!);
            var where = place.GetPath();
            place.ReplaceWith("here");
            faults.Add(Fault(Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"here\"", replacement, StringComparison.Ordinal)), where + " = " + replacement));
        }

        Assert.True(faults.Count > 60, "Few values: " + faults.Count);
        NoFault(faults);
    }

    [Fact]
    public void Any_value_left_out_is_refused_or_judged()
    {
        var faults = new List<string?>();
        foreach (var path in Paths(JsonNode.Parse(Full)!["snapshot"]!, node => node.Parent is JsonObject))
        {
            var root = JsonNode.Parse(Full)!;
            var place = path(root["snapshot"]!);
            var where = place.GetPath();
            _ = place.Parent!.AsObject().Remove(place.GetPropertyName());
            faults.Add(Fault(Encoding.UTF8.GetBytes(root.ToJsonString()), where + " left out"));
        }

        NoFault(faults);
    }

    [Fact]
    public void Any_byte_turned_over_is_refused_or_judged()
    {
        var faults = new List<string?>();
        var bytes = Encoding.UTF8.GetBytes(Text(TestTenant.Conflicting.Snapshot));
        for (var i = 0; i < bytes.Length; i++)
        {
            foreach (var other in i % 2 == 0 ? new byte[] { 0x00, (byte)'"' } : [0xFF, (byte)'}'])
            {
                var damaged = (byte[])bytes.Clone();
                damaged[i] = other;
                faults.Add(Fault(damaged, "byte " + i + " = " + other));
            }
        }

        NoFault(faults);
    }

    [Fact]
    public void A_snapshot_without_a_time_of_capture_is_refused()
    {
        _ = Refused("""{"format":"ExchangeArchiveSafety.Snapshot","version":1,"snapshot":{}}"""u8.ToArray());
        _ = Refused("""{"format":"ExchangeArchiveSafety.Snapshot","version":1,"snapshot":null}"""u8.ToArray());
        _ = Refused("""{"format":"ExchangeArchiveSafety.Snapshot","version":1}"""u8.ToArray());
    }

    [Fact]
    public void A_long_header_of_blanks_does_not_hide_the_version()
    {
        var blanks = new string(' ', 3000);
        var text = "{" + blanks + "\"format\":\"ExchangeArchiveSafety.Snapshot\"," + "\"version\":2}";
        Assert.Equal("SnapshotNewer", Refused(Encoding.UTF8.GetBytes(text)).ErrorId);
    }

    [Fact]
    public void The_message_shows_a_harmful_file_name_escaped()
    {
        var refusal = Assert.Throws<UnusableFileException>(() => SnapshotFile.Read(new MemoryStream(), "a\u202Eb.json"));
        Assert.Contains(@"a\u{202E}b.json", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("a\u202Eb.json", refusal.Path);
    }

    [Fact]
    public void A_saved_snapshot_can_be_read_and_replaces_an_older_one_whole()
    {
        var folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        try
        {
            var path = Path.Combine(folder, "tenant.json");
            SnapshotFile.Save(path, Filled());
            SnapshotFile.Save(path, TestTenant.Conflicting.Snapshot);
            using (var stream = File.OpenRead(path))
            {
                Assert.Equal(Described.Of(TestTenant.Conflicting.Snapshot), Described.Of(SnapshotFile.Read(stream, path)));
            }

            Assert.Equal([path], Directory.GetFiles(folder));
            if (!OperatingSystem.IsWindows() && !TestTenant.IsDesktopBuild)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_save_that_fails_leaves_the_older_snapshot_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("snapshot-").FullName;
        try
        {
            var path = Path.Combine(folder, "tenant.json");
            SnapshotFile.Save(path, TestTenant.Conflicting.Snapshot);
            var before = File.ReadAllBytes(path);
            var broken = TestTenant.Conflicting.Snapshot with { MigrationUsers = new BreakingList() };
            _ = Assert.Throws<InvalidOperationException>(() => SnapshotFile.Save(path, broken));
            Assert.Equal(before, File.ReadAllBytes(path));
            Assert.Equal([path], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What goes wrong with a damaged file; null where it is refused as it should be, or judged.</summary>
    private static string? Fault(byte[] bytes, string where)
    {
        TenantSnapshot snapshot;
        try
        {
            snapshot = SnapshotFile.Read(new MemoryStream(bytes), FileName);
        }
        catch (UnusableFileException refusal)
        {
            Check(refusal);
            return null;
        }
        catch (Exception exception)
        {
            return where + ": reading threw " + exception;
        }

        try
        {
            var analyzer = new ConflictAnalyzer(snapshot, TestTenant.Now);
            foreach (var mailbox in snapshot.Mailboxes)
            {
                _ = Described.Of(analyzer.Analyze(mailbox));
                _ = analyzer.OpenQuestions(mailbox);
            }

            foreach (var user in snapshot.MigrationUsers)
            {
                _ = Described.Of(analyzer.Analyze(user, "gone"));
            }
        }
        catch (Exception exception)
        {
            return where + ": judging threw " + exception;
        }

        return null;
    }

    private static void NoFault(IEnumerable<string?> faults)
    {
        var found = faults.OfType<string>().Select(fault => fault.Split('\n')[0]).ToList();
        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    private static UnusableFileException Refused(byte[] bytes)
    {
        var refusal = Assert.Throws<UnusableFileException>(() => SnapshotFile.Read(new MemoryStream(bytes), FileName));
        Check(refusal);
        return refusal;
    }

    private static void Check(UnusableFileException refusal)
    {
        Assert.Equal(FileName, refusal.Path);
        Assert.Contains(FileName, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("line [1-9][0-9]*", refusal.Message);
        Assert.DoesNotMatch(new Regex(@"(?<!\\u)\{\d|\p{Cc}"), refusal.Message);
        Assert.Contains(refusal.ErrorId, new[] { "SnapshotForeign", "SnapshotNewer", "SnapshotDamaged" });
    }

    private static TenantSnapshot Read(string text) => SnapshotFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), FileName);

    private static string Text(TenantSnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotFile.Write(stream, snapshot);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Captured()
    {
        var match = Regex.Match(Full, "\"capturedAtUtc\": (\"[^\"]+\")");
        return match.Groups[1].Value;
    }

    private static byte[] Compressed()
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            zip.Write(Encoding.UTF8.GetBytes(Full));
        }

        return stream.ToArray();
    }

    private static byte[] Noise()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode node)
    {
        if (node is JsonObject itself)
        {
            yield return itself;
        }

        foreach (var child in Children(node).SelectMany(Objects))
        {
            yield return child;
        }
    }

    private static IEnumerable<JsonNode> Children(JsonNode node) => node switch
    {
        JsonObject some => some.Select(property => property.Value).OfType<JsonNode>(),
        JsonArray list => list.OfType<JsonNode>(),
        _ => [],
    };

    /// <summary>How to get from the top to each node, so that each test starts from a fresh copy.</summary>
    private static IEnumerable<Func<JsonNode, JsonNode>> Paths(JsonNode top, Func<JsonNode, bool> wanted)
    {
        foreach (var (child, step) in Steps(top))
        {
            if (wanted(child))
            {
                yield return step;
            }

            foreach (var further in Paths(child, wanted))
            {
                yield return node => further(step(node));
            }
        }
    }

    private static IEnumerable<(JsonNode Child, Func<JsonNode, JsonNode> Step)> Steps(JsonNode node)
    {
        if (node is JsonObject some)
        {
            foreach (var name in some.Where(property => property.Value is not null).Select(property => property.Key))
            {
                yield return (some[name]!, parent => parent[name]!);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                var index = i;
                yield return (list[index]!, parent => parent[index]!);
            }
        }
    }

    /// <summary>A snapshot in which every property has a value of its own, found by reflection so that a new one cannot be forgotten.</summary>
    private static TenantSnapshot Filled()
    {
        var next = 1;
        return (TenantSnapshot)Fill(typeof(TenantSnapshot), ref next);
    }

    private static object Fill(Type type, ref int next)
    {
        var number = next++;
        if (Described.IsFact(type))
        {
            return Activator.CreateInstance(type, Fill(type.GetGenericArguments()[0], ref next))!;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Fill(underlying, ref next);
        }

        if (type == typeof(string))
        {
            return "text " + number + " \u00E4\u4E2D\U0001F600\"\\\n\u202E";
        }

        if (type == typeof(Guid))
        {
            return new Guid(number, 1, 2, new byte[8]);
        }

        if (type == typeof(DateTime))
        {
            return TestTenant.Now.AddDays(number).AddTicks(number);
        }

        if (type == typeof(TimeSpan))
        {
            return TimeSpan.FromDays(number) + TimeSpan.FromTicks(number);
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(int))
        {
            return number;
        }

        if (type == typeof(long))
        {
            return number + 4_000_000_000_000_000L;
        }

        if (type.IsEnum)
        {
            return Enum.ToObject(type, Enum.GetValues(type).Cast<object>().Aggregate(0, (all, value) => all | Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 2);
            list.SetValue(Fill(type.GetGenericArguments()[0], ref next), 0);
            list.SetValue(Fill(type.GetGenericArguments()[0], ref next), 1);
            return list;
        }

        if (type.Assembly != typeof(TenantSnapshot).Assembly)
        {
            throw new NotSupportedException("The filler does not know " + type + ". Teach it, so that the round trip of the new property is tested.");
        }

        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        var arguments = new List<object>();
        foreach (var parameter in constructor.GetParameters())
        {
            arguments.Add(Fill(parameter.ParameterType, ref next));
        }

        var filled = constructor.Invoke([.. arguments]);
        if (arguments.Count == 0)
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null))
            {
                property.SetValue(filled, Fill(property.PropertyType, ref next));
            }
        }

        return filled;
    }

    /// <summary>Breaks in the middle of being written.</summary>
    private sealed class BreakingList : IReadOnlyList<MigrationUser>
    {
        public int Count => 5000;

        public MigrationUser this[int index] => new();

        public IEnumerator<MigrationUser> GetEnumerator()
        {
            for (var i = 0; i < 4000; i++)
            {
                yield return new() { Identity = "user" + i };
            }

            throw new InvalidOperationException("The list broke.");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
