using System.Runtime.InteropServices;
using System.Security;

namespace ExchangeArchiveSafety.Connectors.Graph.SignIn;

/// <summary>The text of a protected string, for the libraries that take no other.</summary>
internal static class PlainText
{
    public static string Of(SecureString text)
    {
        var memory = Marshal.SecureStringToGlobalAllocUnicode(text);
        try
        {
            return Marshal.PtrToStringUni(memory, text.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }
    }
}
