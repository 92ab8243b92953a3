using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using ProgressRecord = System.Management.Automation.ProgressRecord;
using PSCredential = System.Management.Automation.PSCredential;
using PSCredentialTypes = System.Management.Automation.PSCredentialTypes;
using PSCredentialUIOptions = System.Management.Automation.PSCredentialUIOptions;
using PSObject = System.Management.Automation.PSObject;

namespace ExchangeArchiveSafety.Tests.Help;

/// <summary>A console of 120 columns, or of others, that keeps what is written to it, without colours.</summary>
public sealed partial class WindowHost(int width = WindowHost.Width) : PSHost
{
    public const int Width = 120;

    private readonly Screen _screen = new(width);

    public string Text => Colour().Replace(_screen.Written.ToString(), "");

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(WindowHost);

    public override PSHostUserInterface UI => _screen;

    public override Version Version { get; } = new(1, 0);

    public void Clear() => _screen.Written.Clear();

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    /// <summary>The columns that a text takes: a Chinese, Japanese or Korean character or an emoji takes two.</summary>
    public static int Columns(string text) => text.Sum(Columns);

    // The halves of an emoji take one each.
    private static int Columns(char character) => character is >= '\u1100' and <= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3' or >= '\uFF00' and <= '\uFF60' ? 2 : 1;

    private sealed class Screen(int width) : PSHostUserInterface
    {
        public StringBuilder Written { get; } = new();

        public override PSHostRawUserInterface RawUI { get; } = new Sized(width);

        public override void Write(string value) => Written.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Written.Append(value);

        public override void WriteLine(string value) => Written.Append(value).Append('\n');

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteWarningLine(string message)
        {
        }

        public override void WriteDebugLine(string message)
        {
        }

        public override void WriteVerboseLine(string message)
        {
        }

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw Asked(message);

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw Asked(message);

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw Asked(message);

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Asked(message);

        public override string ReadLine() => throw Asked("");

        public override SecureString ReadLineAsSecureString() => throw Asked("");

        private static HostException Asked(string message) => new("Nobody is there to answer: " + message);
    }

    private sealed class Sized(int width) : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(width, 3000);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => BufferSize;

        public override Size MaxWindowSize => BufferSize;

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(width, 50);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override int LengthInBufferCells(char source) => Columns(source);

        public override int LengthInBufferCells(string source) => Columns(source);

        public override int LengthInBufferCells(string source, int offset) => Columns(source[offset..]);

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw new NotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException();
    }
}
