"""What tests ask of networks: who knows whom, and their statistics."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path


def neighbours(start, contact):
    return [contact[start[i] : start[i + 1]].tolist() for i in range(start.size - 1)]


def assert_mutual(start, contact):
    rows = neighbours(start, contact)
    for i, row in enumerate(rows):
        assert i not in row
        assert len(set(row)) == len(row)
        assert all(i in rows[j] for j in row)


def statistics(matrix):
    """Return the variance of degrees, the mean clustering and the mean path length (adjacency matrix)."""
    matrix = np.asarray(matrix, dtype=float)
    degree = matrix.sum(1)
    triangles = np.einsum("ij,ji->i", matrix @ matrix, matrix)
    possible = np.maximum(degree * (degree - 1), 1)
    paths = shortest_path(csr_array(matrix), unweighted=True)
    reached = np.isfinite(paths) & (paths > 0)
    return degree.var(), (triangles / possible).mean(), paths[reached].mean()


def as_matrix(start, contact):
    matrix = np.zeros((start.size - 1, start.size - 1))
    for i, row in enumerate(neighbours(start, contact)):
        matrix[i, row] = 1
    return matrix
