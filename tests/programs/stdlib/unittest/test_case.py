# A test case with a failure, an error, a skip and sub-tests, run by the text runner.
import io
import unittest

class Sample(unittest.TestCase):
    def test_passes(self):
        self.assertEqual(1, 1)
    def test_fails(self):
        self.assertEqual([1, 2], [1, 3])
    def test_error(self):
        raise LookupError("x")
    def test_raises(self):
        with self.assertRaisesRegex(ValueError, "invalid literal"):
            int("x")
    @unittest.skip("reason")
    def test_skipped(self):
        pass
    @unittest.expectedFailure
    def test_expected(self):
        self.fail()
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

stream = io.StringIO()
result = unittest.TextTestRunner(stream, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Sample))
text = stream.getvalue()
print(*(line for line in text[:text.index("\nRan ")].splitlines() if not line.startswith("  File ")), sep="\n")
print(result)
