using System.IO.Compression;
using System.Text;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>The journal on real files.</summary>
public sealed class JournalFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[]> ForeignFiles { get; } = new()
    {
        { "a word without newline", Encoding.UTF8.GetBytes("hello") },
        { "text", Encoding.UTF8.GetBytes("Dear diary,\ntoday I migrated.\n") },
        { "a JSON object", Encoding.UTF8.GetBytes("{ \"format\": \"something else\" }\n") },
        { "a JSON array", Encoding.UTF8.GetBytes("[]") },
        { "other JSON lines", Encoding.UTF8.GetBytes("{\"a\":1}\n{\"a\":2}\n") },
        { "a snapshot", Encoding.UTF8.GetBytes("{\n  \"format\": \"ExchangeArchiveSafety.Snapshot/1\"\n}\n") },
        { "a snapshot in one line", Encoding.UTF8.GetBytes("{\"format\":\"ExchangeArchiveSafety.Snapshot/1\"}") },
        { "gzip", Gzip() },
        { "UTF-16", Encoding.Unicode.GetBytes("{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n") },
        { "a journal that an editor gave a byte order mark", [0xEF, 0xBB, 0xBF, .. JournalRecords.Line(0)] },
        { "CSV", Encoding.UTF8.GetBytes("EmailAddress,UserName\nanna@contoso.com,anna\n") },
    };

    private string JournalPath => _folder.File("state", "contoso.journal.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_come_back_as_they_were_written_in_their_order()
    {
        var journal = New();
        for (var i = 0; i < 20; i++)
        {
            journal.AppendInHold(JournalRecords.Numbered(i));
        }

        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(0, 20)]), JournalRecords.Text(journal.Read()));
        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(0, 20)]), JournalRecords.Text(new JournalFile(JournalPath).Read()));
        Assert.Equal(20, File.ReadAllLines(JournalPath).Length);
    }

    [Theory]
    [InlineData("anna\n@contoso.com")]
    [InlineData("anna\r\n{\"format\":\"ExchangeArchiveSafety.Journal/1\"}\n")]
    [InlineData("\u0000\u0085\u2028\u2029")]
    [InlineData("Zoë 🦊 \"quoted\" \\")]
    [InlineData("\ud800 half a pair")]
    public void Names_from_the_tenant_never_break_a_line(string identity)
    {
        var journal = New();
        journal.AppendInHold(JournalRecords.Numbered(0, identity));
        journal.AppendInHold(JournalRecords.Numbered(1));
        Assert.Equal(2, File.ReadAllBytes(JournalPath).Count(b => b == (byte)'\n'));
        var read = new JournalFile(JournalPath).Read();
        Assert.Equal(2, read.Count);
        Assert.Equal(identity.Replace('\ud800', '\ufffd'), read[0].Identity);
    }

    [Fact]
    public void Only_the_owner_can_read_the_journal_its_folder_its_lock_and_what_was_set_aside()
    {
        // The build for Windows PowerShell sets no file modes of other systems.
        if (OperatingSystem.IsWindows() || TestTenant.IsDesktopBuild)
        {
            return;
        }

        var path = _folder.File("a", "b", "contoso.journal.jsonl");
        var journal = new JournalFile(path);
        journal.EnsureWritable();
        journal.AppendInHold(JournalRecords.Numbered(0));
        File.AppendAllText(path, Encoding.UTF8.GetString(JournalRecords.Line(1))[..70]);
        new JournalFile(path).AppendInHold(JournalRecords.Numbered(1));
        const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
        Assert.Equal(OwnerFile, File.GetUnixFileMode(path));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(path + ".lock"));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(path + ".torn"));
        Assert.Equal(OwnerFolder, File.GetUnixFileMode(_folder.File("a", "b")));
    }

    [Fact]
    public void A_journal_that_does_not_exist_has_no_records_and_reading_makes_no_file()
    {
        Assert.Empty(new JournalFile(JournalPath).Read());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_empty_file_is_an_empty_journal()
    {
        var journal = New();
        Assert.Equal(0, new FileInfo(JournalPath).Length);
        Assert.Empty(journal.Read());
        journal.EnsureWritable();
        journal.AppendInHold(JournalRecords.Numbered(0));
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(journal.Read()));
    }

    [Fact]
    public void A_last_line_torn_at_any_byte_is_recovered_and_set_aside_and_nothing_is_lost()
    {
        _ = New();
        var line = JournalRecords.Line(1);
        for (var length = 1; length < line.Length - 1; length++)
        {
            Write([.. JournalRecords.Line(0), .. line.AsSpan(0, length)]);
            File.Delete(JournalPath + ".torn");
            var reader = new JournalFile(JournalPath);
            Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(reader.Read()));
            var writer = new JournalFile(JournalPath);
            writer.EnsureWritable();
            writer.AppendInHold(JournalRecords.Numbered(2));
            Assert.Equal(JournalRecords.Text(0, 2), JournalRecords.Text(writer.Read()));
            Assert.Equal(JournalRecords.Text(0, 2), JournalRecords.Text(reader.Read()));
            Assert.Equal(JournalRecords.Text(0, 2), File.ReadAllText(JournalPath));
            Assert.Equal([.. line.AsSpan(0, length), (byte)'\n'], File.ReadAllBytes(JournalPath + ".torn"));
        }
    }

    [Fact]
    public void A_first_line_torn_at_any_byte_is_recovered_too()
    {
        _ = New();
        var line = JournalRecords.Line(1);
        for (var length = 1; length < line.Length - 1; length += 7)
        {
            Write(line[..length]);
            var journal = new JournalFile(JournalPath);
            journal.EnsureWritable();
            Assert.Empty(journal.Read());
            journal.AppendInHold(JournalRecords.Numbered(2));
            Assert.Equal(JournalRecords.Text(2), File.ReadAllText(JournalPath));
        }
    }

    [Fact]
    public void Several_torn_lines_are_all_set_aside()
    {
        _ = New();
        for (var i = 0; i < 3; i++)
        {
            File.AppendAllText(JournalPath, Encoding.UTF8.GetString(JournalRecords.Line(i))[..(60 + i)]);
            new JournalFile(JournalPath).AppendInHold(JournalRecords.Numbered(10 + i));
        }

        Assert.Equal(JournalRecords.Text(10, 11, 12), File.ReadAllText(JournalPath));
        Assert.Equal(3, File.ReadAllLines(JournalPath + ".torn").Length);
    }

    [Fact]
    public void A_whole_last_line_without_its_newline_counts_and_is_kept()
    {
        _ = New();
        Write([.. JournalRecords.Line(0), .. JournalRecords.Line(1).AsSpan()[..^1]]);
        var reader = new JournalFile(JournalPath);
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(reader.Read()));
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(reader.Read()));
        reader.AppendInHold(JournalRecords.Numbered(2));
        Assert.Equal(JournalRecords.Text(0, 1, 2), File.ReadAllText(JournalPath));
        Assert.Equal(JournalRecords.Text(0, 1, 2), JournalRecords.Text(reader.Read()));
        Assert.False(File.Exists(JournalPath + ".torn"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 5000)]
    [InlineData(50, 1)]
    [InlineData(50, 5000)]
    public void Zeros_that_a_power_cut_left_at_the_end_are_recovered(int torn, int zeros)
    {
        _ = New();
        Write([.. JournalRecords.Line(0), .. JournalRecords.Line(1).AsSpan(0, torn), .. new byte[zeros]]);
        var journal = new JournalFile(JournalPath);
        journal.EnsureWritable();
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(journal.Read()));
        journal.AppendInHold(JournalRecords.Numbered(2));
        Assert.Equal(JournalRecords.Text(0, 2), File.ReadAllText(JournalPath));
        Assert.Equal(JournalRecords.Text(0, 2), JournalRecords.Text(journal.Read()));
    }

    [Fact]
    public void Lines_that_were_given_other_line_ends_and_empty_lines_are_read()
    {
        _ = New();
        File.WriteAllText(JournalPath, "\n" + JournalRecords.Text(0, 1).Replace("\n", "\r\n\r\n", StringComparison.Ordinal));
        var journal = new JournalFile(JournalPath);
        Assert.Equal(JournalRecords.Text(0, 1), JournalRecords.Text(journal.Read()));
        journal.AppendInHold(JournalRecords.Numbered(2));
        Assert.Equal(JournalRecords.Text(0, 1, 2), JournalRecords.Text(journal.Read()));
    }

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void A_foreign_file_is_refused_and_left_as_it_is(string what, byte[] content)
    {
        _ = New();
        Write(content);
        foreach (var action in new Action<JournalFile>[] { journal => journal.EnsureWritable(), journal => journal.Read() })
        {
            var error = Assert.Throws<UnusableFileException>(() => action(new JournalFile(JournalPath)));
            Assert.Equal("JournalForeign", error.ErrorId);
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
            Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(JournalPath)), what);
        }
    }

    [Fact]
    public void Any_tail_without_a_newline_after_good_records_is_torn_and_set_aside()
    {
        _ = New();
        byte[] content = [.. JournalRecords.Line(0), .. "a note by hand"u8];
        Write(content);
        _ = Assert.Single(new JournalFile(JournalPath).Read());
        Assert.Equal(content, File.ReadAllBytes(JournalPath));
        new JournalFile(JournalPath).AppendInHold(JournalRecords.Numbered(1));
        Assert.Equal(2, new JournalFile(JournalPath).Read().Count);
        Assert.Equal("a note by hand\n", File.ReadAllText(JournalPath + ".torn"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_damaged_line_in_the_middle_is_an_error_with_file_and_line_each_time_it_is_read(int number)
    {
        _ = New();
        var lines = Enumerable.Range(0, 7).Select(i => Encoding.UTF8.GetString(JournalRecords.Line(i))).ToList();
        lines[number - 1] = lines[number - 1][..90] + "\n";
        File.WriteAllText(JournalPath, string.Concat(lines));
        var journal = new JournalFile(JournalPath);
        for (var i = 0; i < 3; i++)
        {
            var error = Assert.Throws<UnusableFileException>(() => journal.Read());
            Assert.Equal("JournalDamaged", error.ErrorId);
            Assert.Equal(JournalPath, error.Path);
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            Assert.Contains("line " + number + ":", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).EnsureWritable()).ErrorId);
    }

    [Theory]
    [InlineData("\"suspensionId\":", "\"suspension\":")]
    [InlineData("\"exchangeGuid\":", "\"guid\":")]
    [InlineData("\"RetentionHoldEnabled\":false", "\"RetentionHoldEnabled\":null")]
    [InlineData("\"RetentionHoldEnabled\":false", "\"RetentionHoldEnabled\":\"no\"")]
    [InlineData("\"kind\":\"Intent\"", "\"kind\":\"Hope\"")]
    [InlineData("\"before\":{", "\"before\":[")]
    [InlineData("\"EndDateForRetentionHold\":\"20", "\"EndDateForRetentionHold\":\"x20")]
    public void A_line_that_lost_what_undoing_needs_is_damaged_and_not_guessed_at(string good, string bad)
    {
        _ = New();
        var line = Encoding.UTF8.GetString(JournalRecords.Line(0));
        Assert.Contains(good, line, StringComparison.Ordinal);
        File.WriteAllText(JournalPath, line.Replace(good, bad, StringComparison.Ordinal) + Encoding.UTF8.GetString(JournalRecords.Line(1)));
        Assert.Equal("JournalDamaged", Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).Read()).ErrorId);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("99")]
    [InlineData("2.1")]
    public void A_newer_version_is_refused_anywhere_also_as_a_last_line_without_newline(string version)
    {
        _ = New();
        var newer = Encoding.UTF8.GetString(JournalRecords.Line(1)).Replace("Journal/1", "Journal/" + version, StringComparison.Ordinal);
        foreach (var content in new[] { newer, JournalRecords.Text(0) + newer, JournalRecords.Text(0) + newer.TrimEnd('\n') })
        {
            File.WriteAllText(JournalPath, content);
            var error = Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).EnsureWritable());
            Assert.Equal("JournalNewer", error.ErrorId);
            Assert.Contains(JournalPath, error.Message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllText(JournalPath));
        }
    }

    [Fact]
    public void Unknown_properties_are_kept_out_of_the_way()
    {
        _ = New();
        var line = JournalRecords.Text(0)
            .Replace("\"kind\":", "\"mood\":{\"deep\":[1,{\"x\":null}]},\"kind\":", StringComparison.Ordinal)
            .Replace("\"RetentionHoldEnabled\":false", "\"RetentionPolicy\":{\"a\":[1]},\"Other\":7,\"RetentionHoldEnabled\":false", StringComparison.Ordinal);
        File.WriteAllText(JournalPath, line);
        Assert.Equal(JournalRecords.Text(0), JournalRecords.Text(new JournalFile(JournalPath).Read()));
    }

    [Fact]
    public void Times_keep_their_ticks_and_are_utc_also_when_written_with_another_offset()
    {
        _ = New();
        File.WriteAllText(JournalPath, JournalRecords.Text(0).Replace("T12:00:00.7654321Z", "T14:00:00.7654321+02:00", StringComparison.Ordinal));
        var end = Assert.Single(new JournalFile(JournalPath).Read()).Before!.EndDateForRetentionHold!.Value;
        Assert.Equal((World.At(0).AddTicks(7654321), DateTimeKind.Utc), (end, end.Kind));
    }

    [Fact]
    public void Reading_on_equals_reading_anew_after_every_byte_that_arrives()
    {
        _ = New();
        var bytes = Enumerable.Range(0, 3).SelectMany(JournalRecords.Line).ToArray();
        var reader = new JournalFile(JournalPath);
        for (var length = 0; length <= bytes.Length; length++)
        {
            if (length > 0)
            {
                using var file = new FileStream(JournalPath, FileMode.Append);
                file.WriteByte(bytes[length - 1]);
            }

            Assert.Equal(JournalRecords.Text(new JournalFile(JournalPath).Read()), JournalRecords.Text(reader.Read()));
        }

        Assert.Equal(3, reader.Read().Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void A_file_that_was_replaced_is_read_anew(int records)
    {
        var journal = New();
        for (var i = 0; i < 3; i++)
        {
            journal.AppendInHold(JournalRecords.Numbered(i));
        }

        Assert.Equal(3, journal.Read().Count);
        var other = _folder.File("other");
        File.WriteAllText(other, JournalRecords.Text([.. Enumerable.Range(20, records)]));
        File.Move(other, JournalPath, overwrite: true);
        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(20, records)]), JournalRecords.Text(journal.Read()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void A_file_that_was_moved_away_and_begun_again_is_read_anew(int records)
    {
        var journal = New();
        for (var i = 0; i < 3; i++)
        {
            journal.AppendInHold(JournalRecords.Numbered(i));
        }

        Assert.Equal(3, journal.Read().Count);
        File.Delete(JournalPath);
        Assert.Empty(journal.Read());
        for (var i = 0; i < records; i++)
        {
            journal.AppendInHold(JournalRecords.Numbered(20 + i));
        }

        Assert.Equal(JournalRecords.Text([.. Enumerable.Range(20, records)]), JournalRecords.Text(journal.Read()));
    }

    [Fact]
    public void Only_one_run_at_a_time_holds_the_journal()
    {
        var (one, two) = (New(), new JournalFile(JournalPath));
        using (var hold = one.TryEnter())
        {
            Assert.NotNull(hold);
            Assert.Null(two.TryEnter());
            Assert.Null(one.TryEnter());
            two.EnsureWritable();
            Assert.Empty(two.Read());
        }

        using var after = two.TryEnter();
        Assert.NotNull(after);
    }

    [Fact]
    public void Many_threads_at_once_lose_and_mix_no_line_and_a_reader_never_sees_half_a_record()
    {
        const int Writers = 4;
        const int Each = 40;
        _ = New();
        var left = Writers;
        var failures = AtOnce(Writers + 1, number =>
        {
            var journal = new JournalFile(JournalPath);
            if (number == Writers)
            {
                while (Volatile.Read(ref left) > 0)
                {
                    _ = journal.Read();
                }

                return;
            }

            try
            {
                for (var i = 0; i < Each; i++)
                {
                    using var hold = Enter(journal);
                    Assert.Equal(i, journal.Read().Count(record => record.Identity == "writer " + number));
                    journal.Append(JournalRecords.Numbered(i, "writer " + number));
                }
            }
            finally
            {
                _ = Interlocked.Decrement(ref left);
            }
        });
        Assert.Empty(failures);
        var read = new JournalFile(JournalPath).Read();
        Assert.Equal(Writers * Each, read.Count);
        for (var writer = 0; writer < Writers; writer++)
        {
            Assert.Equal(
                JournalRecords.Text(Enumerable.Range(0, Each).Select(i => JournalRecords.Numbered(i, "writer " + writer))),
                JournalRecords.Text(read.Where(record => record.Identity == "writer " + writer)));
        }
    }

    [Fact]
    public void Runs_that_begin_a_journal_at_the_same_moment_do_not_disturb_each_other()
    {
        for (var round = 0; round < 60; round++)
        {
            var path = _folder.File("round " + round, "contoso.journal.jsonl");
            using var start = new Barrier(4);
            var failures = AtOnce(4, number =>
            {
                var journal = new JournalFile(path);
                start.SignalAndWait();
                journal.EnsureWritable();
                using var hold = Enter(journal);
                journal.Append(JournalRecords.Numbered(number));
            });
            Assert.Empty(failures);
            Assert.Equal(4, new JournalFile(path).Read().Count);
        }
    }

    [Fact]
    public void A_parent_that_is_a_file_is_refused_as_not_writable_before_anything()
    {
        File.WriteAllText(_folder.File("state"), "not a folder");
        AssertNotWritable(JournalPath);
        Assert.Equal("not a folder", File.ReadAllText(_folder.File("state")));
    }

    [Fact]
    public void A_journal_that_is_a_folder_is_refused_as_not_writable()
    {
        _ = Directory.CreateDirectory(JournalPath);
        AssertNotWritable(JournalPath);
    }

    [Fact]
    public void A_name_that_is_too_long_or_not_a_name_is_refused_as_not_writable()
    {
        AssertNotWritable(_folder.File(new string('x', 300)));
        AssertNotWritable(_folder.File("a\0b"));
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_refused_as_not_writable()
    {
        _ = Directory.CreateDirectory(JournalPath + ".lock");
        AssertNotWritable(JournalPath);
    }

    [Fact]
    public void A_read_only_folder_is_refused_as_not_writable()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            return;
        }

        var parent = Directory.CreateDirectory(_folder.File("state"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        AssertNotWritable(JournalPath);
        parent.UnixFileMode |= UnixFileMode.UserWrite;
    }

    [Fact]
    public void A_disk_that_is_full_is_an_error_and_what_was_recorded_stays()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        // Every write to it fails for want of space.
        _ = Directory.CreateDirectory(_folder.File("state"));
        _ = File.CreateSymbolicLink(JournalPath, "/dev/full");
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(JournalPath).Append(JournalRecords.Numbered(0)));
        Assert.Equal("JournalNotWritable", error.ErrorId);
    }

    [Fact]
    public void A_journal_of_many_suspensions_is_read_in_little_time()
    {
        _ = New();
        using (var file = new FileStream(JournalPath, FileMode.Append))
        {
            for (var i = 0; i < 20_000; i++)
            {
                file.Write(JournalRecords.Line(i));
            }
        }

        var journal = new JournalFile(JournalPath);
        Assert.Equal(20_000, journal.Read().Count);

        // From then on only what is new is read.
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(20_000 + i, journal.Read().Count);
            journal.AppendInHold(JournalRecords.Numbered(i));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }

    private JournalFile New()
    {
        var journal = new JournalFile(JournalPath);
        journal.EnsureWritable();
        return journal;
    }

    private static IDisposable Enter(JournalFile journal)
    {
        while (true)
        {
            if (journal.TryEnter() is { } hold)
            {
                return hold;
            }

            _ = Thread.Yield();
        }
    }

    private static List<Exception> AtOnce(int threads, Action<int> action)
    {
        var failures = new List<Exception>();
        var running = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            try
            {
                action(number);
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        })).ToList();
        running.ForEach(thread => thread.Start());
        running.ForEach(thread => thread.Join());
        return failures;
    }

    private void Write(byte[] content) => File.WriteAllBytes(JournalPath, content);

    private static void AssertNotWritable(string path)
    {
        var error = Assert.Throws<UnusableFileException>(() => new JournalFile(path).EnsureWritable());
        Assert.Equal("JournalNotWritable", error.ErrorId);
        Assert.Equal(path, error.Path);
        Assert.Contains("-JournalPath", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Gzip()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest))
        {
            gzip.Write(JournalRecords.Line(0));
        }

        return memory.ToArray();
    }
}
